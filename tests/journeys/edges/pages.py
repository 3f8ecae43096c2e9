"""Every address of the product and who opens it where: the list from which each page is looked at in all its states.

`{name}` is what the area holds under that name. An address that shows no page of its own says why.
"""

from dataclasses import dataclass

CONTACT = "/contacts/{full}"
CHILD = "/contacts/{full}/children/{child}"


@dataclass(frozen=True)
class Shown:
    """One page in one state: who opens it, and whether its form can be sent empty to see its errors."""

    who: str
    path: str
    errors: bool = False
    status: int = 200


PAGES: dict[str, tuple[Shown, ...]] = {
    "web:home": (
        Shown("triage", "/"),
        Shown("governance", "/"),
        Shown("novice", "/"),
        Shown("social", "/"),
        Shown("officer", "/"),
        Shown("triage", "/?rag=red&nothing=here"),
    ),
    "web:board": (Shown("manager", "/board/"), Shown("triage", "/board/?locality=East&rag=red")),
    "web:team_board": (Shown("locality", "/board/team/"), Shown("adult", "/board/team/")),
    "web:child": (
        Shown("triage", "/children/{child}/"),
        Shown("manager", "/children/{new_child}/"),
        Shown("triage", "/children/{child}/?kind=transfer"),
        Shown("triage", "/children/P1/", status=404),
        Shown("school", "/children/{child}/", status=403),
    ),
    "web:administration": (Shown("admin", "/administration/"),),
    "web:take_work": (Shown("triage", "/work/{new}/screen/take/"),),
    "web:hand_over_work": (Shown("manager", "/work/{new}/screen/hand-over/", errors=True),),
    "web:retry_job": (Shown("admin", "/administration/jobs/{job}/"),),
    "base:drafts": (Shown("idle", "/drafts/"), Shown("second", "/drafts/")),
    "frontdoor:take_call": (Shown("triage", "/calls/new/", errors=True),),
    "frontdoor:load_notices": (Shown("manager", "/notices/", errors=True),),
    "frontdoor:notice_file": (
        Shown("manager", "/notices/{notices}/"),
        Shown("manager", "/notices/999999/", status=404),
    ),
    "frontdoor:contact": (
        Shown("triage", CONTACT + "/"),
        Shown("triage", "/contacts/{new}/"),
        Shown("manager", "/contacts/{awaiting}/"),
        Shown("locality", "/contacts/{decided}/"),
        Shown("social", "/contacts/{passed}/"),
        Shown("triage", "/contacts/C-999999/", status=404),
    ),
    "frontdoor:open_history": (Shown("triage", CONTACT + "/history/"), Shown("manager", "/contacts/{new}/history/")),
    "frontdoor:amend_contact": (Shown("triage", CONTACT + "/amend/"),),
    "frontdoor:add_person": (Shown("triage", CONTACT + "/people/add/"),),
    "frontdoor:approach_family": (Shown("triage", "/contacts/{waiting}/family/approached/", errors=True),),
    "frontdoor:record_family_position": (Shown("triage", CONTACT + "/family/"),),
    "frontdoor:reopen_contact": (Shown("manager", "/contacts/{decided}/reopen/", errors=True),),
    "frontdoor:match_person": (Shown("triage", CHILD + "/match/", errors=True),),
    "frontdoor:rate_rag": (Shown("triage", CHILD + "/colour/", errors=True),),
    "frontdoor:give_level": (Shown("triage", CHILD + "/level/", errors=True),),
    "frontdoor:record_factor": (Shown("triage", CHILD + "/factors/", errors=True),),
    "frontdoor:withdraw_factor": (Shown("triage", CHILD + "/factors/1/withdraw/"),),
    "frontdoor:record_analysis": (Shown("triage", CHILD + "/analysis/"),),
    "frontdoor:answer_prompts": (Shown("triage", CHILD + "/questions/"),),
    "frontdoor:check_early_help": (Shown("officer", "/contacts/{helped}/children/{helped_child}/early-help-check/"),),
    "frontdoor:decide_contact": (Shown("triage", CHILD + "/decide/", errors=True),),
    "frontdoor:countersign_decision": (
        Shown("manager", "/contacts/{awaiting}/children/{awaiting_child}/countersign/"),
    ),
    "frontdoor:return_decision": (
        Shown("manager", "/contacts/{awaiting}/children/{awaiting_child}/return/", errors=True),
    ),
    "frontdoor:read_dip_sample": (
        Shown("manager", "/contacts/{decided}/children/{decided_child}/dip-sample/", errors=True),
    ),
    "frontdoor:offer_transfer": (Shown("triage", CONTACT + "/transfer/", errors=True),),
    "frontdoor:answer_transfer": (
        Shown("central", "/contacts/{offered}/transfer/answer/", errors=True),
        Shown("triage", "/contacts/{new}/transfer/answer/", status=404),
    ),
    "frontdoor:withdraw_transfer": (
        Shown("triage", "/contacts/{offered}/transfer/withdraw/", errors=True),
        Shown("triage", "/contacts/{new}/transfer/withdraw/", status=404),
    ),
    "frontdoor:settle_transfer": (Shown("manager", "/contacts/{bounced}/transfer/settle/", errors=True),),
    "frontdoor:pass_to_worker": (Shown("triage", CONTACT + "/hand-over/S1/", errors=True),),
    "frontdoor:handover": (Shown("social", "/contacts/{passed}/handover/"),),
    "frontdoor:receive_handover": (Shown("social", "/contacts/{passed}/handover/received/"),),
    "frontdoor:answer_referrer": (Shown("triage", "/contacts/{decided}/answer/", errors=True),),
    "frontdoor:answer_disagreement": (Shown("manager", "/contacts/{disagreed}/disagreement/", errors=True),),
    "frontdoor:messages": (Shown("triage", "/messages/"), Shown("novice", "/messages/")),
    "frontdoor:message": (Shown("triage", "/messages/{letter}/"), Shown("triage", "/messages/none/", status=404)),
    "frontdoor:print_letter": (Shown("triage", "/messages/{letter}/letter/"),),
    "frontdoor:settle_message": (Shown("triage", "/messages/{letter}/settle/", errors=True),),
    "frontdoor:disagree_by_code": (Shown("", "/disagree/", errors=True),),
    "frontdoor:disagreement_received": (Shown("", "/disagree/received/"),),
    "indicators:cases": (
        Shown("manager", "/reports/front-door/cases/contacts_received/"),
        Shown("manager", "/reports/front-door/cases/nothing/", status=404),
    ),
    "demo:progress": (Shown("novice", "/demonstration/"),),
    "frontdoor:follow_up": (Shown("triage", "/contacts/{decided}/follow-up/", errors=True),),
    "frontdoor:early_help": (
        Shown("officer", "/contacts/{helped}/early-help/"),
        Shown("triage", "/contacts/{new}/early-help/"),
    ),
    "frontdoor:offer_early_help": (
        Shown("officer", "/contacts/{helped}/early-help/{helped_child}/offer/", errors=True),
    ),
    "frontdoor:early_help_children": (Shown("officer", "/early-help/children/"),),
    "frontdoor:early_help_offer": (
        Shown("officer", "/early-help/"),
        Shown("officer", "/early-help/?district=Preston"),
        Shown("officer", "/early-help/?district=Nowhere"),
    ),
    "frontdoor:take_up_place": (Shown("officer", "/early-help/{place}/taken-up/"),),
    "frontdoor:carry_on_with_place": (Shown("officer", "/early-help/{place}/carry-on/{helped}/"),),
    "frontdoor:end_place": (Shown("officer", "/early-help/{place}/end/", errors=True),),
    "frontdoor:step_up": (Shown("officer", "/early-help/{taken}/step-up/", errors=True),),
    "frontdoor:raised": (Shown("school", "/raised/"), Shown("idle", "/raised/")),
    "frontdoor:raised_contact": (
        Shown("school", "/raised/{raised}/"),
        Shown("school", "/raised/{waiting}/"),
        Shown("school", "/raised/{full}/", status=404),
    ),
    "frontdoor:disagree": (Shown("school", "/raised/{raised}/disagree/", errors=True),),
    "people:search": (
        Shown("triage", "/people/"),
        Shown("triage", "/people/?q=example"),
        Shown("triage", "/people/?q=zzz"),
    ),
    "people:indexes": (Shown("admin", "/people/indexes/"),),
    "people:load_index": (Shown("admin", "/people/indexes/load/", errors=True),),
    "people:index_load": (Shown("admin", "/people/indexes/loads/{load}/"),),
    "people:household": (Shown("triage", "/people/households/{home}/"),),
    "people:move_household": (Shown("triage", "/people/households/{home}/move/"),),
    "people:person": (
        Shown("triage", "/people/{child}/"),
        Shown("manager", "/people/{new_child}/"),
        Shown("triage", "/people/P1/", status=404),
    ),
    "people:amend_person": (Shown("triage", "/people/{child}/amend/"),),
    "people:set_warning": (Shown("triage", "/people/{child}/warnings/add/", errors=True),),
    "people:end_warning": (Shown("triage", "/people/{child}/warnings/1/end/"),),
    "people:restrict_person": (Shown("manager", "/people/{child}/restrict/", errors=True),),
    "people:lift_restriction": (Shown("manager", "/people/{child}/lift-restriction/"),),
    "people:link_index_record": (Shown("triage", "/people/{child}/records/confirm/", errors=True),),
    "people:unlink_index_record": (Shown("triage", "/people/{child}/records/undo/", errors=True),),
    "indicators:report": (
        Shown("board", "/reports/front-door/"),
        Shown("manager", "/reports/front-door/?from=2013-01-01&to=2013-01-31"),
        Shown("manager", "/reports/front-door/?from=x"),
        Shown("school", "/reports/front-door/", status=403),
    ),
    "sharing:register": (
        Shown("governance", "/register/"),
        Shown("police", "/register/"),
        Shown("school", "/register/"),
        Shown("triage", "/register/?state=lapsed&kind=policy_document"),
        Shown("referrer", "/register/", status=403),
    ),
    "sharing:document": (
        Shown("governance", "/register/{draft_document}/"),
        Shown("admin", "/register/{waiting_document}/"),
        Shown("triage", "/register/{held_document}/"),
        Shown("manager", "/register/{old_document}/"),
        Shown("police", "/register/{draft_document}/"),
        Shown("school", "/register/{draft_document}/", status=404),
    ),
    "sharing:draft_document": (Shown("governance", "/register/new/", errors=True),),
    "sharing:draft_version": (Shown("admin", "/register/{held_document}/new-version/"),),
    "sharing:amend_draft": (
        Shown("admin", "/register/{draft_document}/versions/1/change/"),
        Shown("admin", "/register/{draft_document}/versions/9/change/", status=404),
    ),
    "sharing:approve_version": (
        Shown("governance", "/register/{draft_document}/versions/1/approve/"),
        Shown("admin", "/register/{draft_document}/versions/1/approve/", status=403),
    ),
    "sharing:return_to_draft": (Shown("governance", "/register/{waiting_document}/versions/1/to-draft/"),),
    "sharing:bring_into_force": (Shown("governance", "/register/{waiting_document}/versions/1/in-force/"),),
    "sharing:end_version": (Shown("governance", "/register/{held_document}/versions/1/end/", errors=True),),
    "sharing:feeds": (Shown("manager", "/register/feeds/"), Shown("governance", "/register/feeds/")),
    "sharing:feed": (
        Shown("admin", "/register/feeds/{feed}/"),
        Shown("manager", "/register/feeds/{feed}/"),
        Shown("admin", "/register/feeds/F-1/", status=404),
    ),
    "sharing:start_feed": (Shown("admin", "/register/feeds/new/", errors=True),),
    "sharing:run_feed": (Shown("admin", "/register/feeds/{feed}/run/"),),
    "sharing:end_feed": (Shown("admin", "/register/feeds/{feed}/end/", errors=True),),
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
    "mfa_index": (Shown("novice", "/account/2fa/"), Shown("guarded", "/account/2fa/"), Shown("keyed", "/account/2fa/")),
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
    "web:queue_news": "a line that a list asks for by itself; seen on the lists",
    "web:search": "leads on to what was searched for",
    "demo:progress_now": "a part that its page asks for by itself",
    "frontdoor:find_for_call": "what a call finds while one types; seen on the call",
    "people:found": "what a search finds while one types; seen on the call",
    "base:save_draft": "answers the page's own script",
    "base:session_status": "answers the page's own script",
    "base:session_active": "answers the page's own script",
    "base:health": "answers the watch on the service",
    "indicators:report_file": "a download",
    "account_set_password": "leads to changing the password: everybody here has one",
    "account_confirm_login_code": "signing in by a code is switched off; it leads to signing in",
    "mfa_download_recovery_codes": "a download",
    "mfa_login_webauthn": "answers the page's own script",
    "mfa_reauthenticate_webauthn": "leads to confirming with the password for whoever has no key",
}
