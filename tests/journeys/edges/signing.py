"""The pages of signing in, of passwords, codes and keys."""

from tests.journeys.edges.shown import Shown

PAGES: dict[str, tuple[Shown, ...]] = {
    "account_login": (Shown("", "/account/login/", errors=True),),
    "account_logout": (Shown("novice", "/account/logout/"),),
    "account_inactive": (Shown("", "/account/inactive/"),),
    "account_signup": (Shown("", "/account/signup/"),),
    "account_reauthenticate": (Shown("novice", "/account/reauthenticate/", errors=True),),
    "account_change_password": (Shown("novice", "/account/password/change/", errors=True),),
    "account_reset_password": (Shown("", "/account/password/reset/", errors=True),),
    "account_reset_password_done": (Shown("", "/account/password/reset/done/"),),
    "account_reset_password_from_key": (Shown("", "/account/password/reset/key/1-none/"),),
    "account_reset_password_from_key_done": (Shown("", "/account/password/reset/key/done/"),),
    "account_email": (Shown("novice", "/account/email/"),),
    "account_email_verification_sent": (Shown("", "/account/confirm-email/"),),
    "account_confirm_email": (Shown("", "/account/confirm-email/none/"),),
    "mfa_index": (
        Shown("novice", "/account/2fa/"),
        Shown("guarded", "/account/2fa/"),
        Shown("keyed", "/account/2fa/"),
    ),
    "mfa_authenticate": (Shown("halfway", "/account/2fa/authenticate/", errors=True),),
    "mfa_reauthenticate": (Shown("guarded", "/account/2fa/reauthenticate/", errors=True),),
    "mfa_activate_totp": (Shown("social", "/account/2fa/totp/activate/", errors=True),),
    "mfa_deactivate_totp": (Shown("guarded", "/account/2fa/totp/deactivate/"),),
    "mfa_view_recovery_codes": (Shown("guarded", "/account/2fa/recovery-codes/"),),
    "mfa_generate_recovery_codes": (Shown("guarded", "/account/2fa/recovery-codes/generate/"),),
    "mfa_list_webauthn": (Shown("keyed", "/account/2fa/webauthn/"), Shown("novice", "/account/2fa/webauthn/")),
    "mfa_add_webauthn": (Shown("social", "/account/2fa/webauthn/add/"),),
    "mfa_remove_webauthn": (Shown("keyed", "/account/2fa/webauthn/keys/{key}/remove/"),),
    "mfa_edit_webauthn": (Shown("keyed", "/account/2fa/webauthn/keys/{key}/edit/", errors=True),),
}

NO_PAGE = {
    "account_set_password": "leads to changing the password: everybody here has one",
    "account_confirm_login_code": "signing in by a code is switched off; it leads to signing in",
    "mfa_download_recovery_codes": "a download",
    "mfa_login_webauthn": "answers the page's own script",
    "mfa_reauthenticate_webauthn": "leads to confirming with the password for whoever has no key",
}
