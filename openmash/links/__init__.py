"""A way in without a sign-in: an e-mailed link, then a code to the same address, then one record and nothing else.

A *link* opens one record of one recipient, once, until its day. Neither link nor code is kept anywhere: of a link the hash
is, and both are made again from it and the installation's secret key when a message with them goes. A room above has its
*kind* of record opened by links (`services.open_by_links`), and reads for the link what that link is for.
"""
