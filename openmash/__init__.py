"""OpenMASH: the multi-agency front door for children, from the first call to the referrer's answer."""
