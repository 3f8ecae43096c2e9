"""Addresses of case-file audit."""

from django.urls import path

from openmash.caseaudits import views

app_name = "caseaudits"

ROUND = "audits/rounds/<slug:reference>/"
AUDIT = "audits/<slug:reference>/"
ACTION = "audits/actions/<slug:reference>/"
ESCALATION = "audits/escalations/<slug:reference>/"

urlpatterns = [
    path("audits/", views.Audits.as_view(), name="audits"),
    path("audits/elsewhere/", views.FilesRead.as_view(), name="files_read"),
    path("audits/elsewhere/read/", views.ReadAudits.as_view(), name="read_audits"),
    path("audits/elsewhere/read-reported/", views.ReadReported.as_view(), name="read_reported"),
    path("audits/elsewhere/template/", views.AuditTemplate.as_view(), name="audit_template"),
    path("audits/elsewhere/files/<int:number>/", views.ShowFileRead.as_view(), name="file_read"),
    path("audits/learning/", views.Learning.as_view(), name="learning"),
    path("audits/moderation/", views.Moderation.as_view(), name="moderation"),
    path("audits/rounds/new/", views.PlanRound.as_view(), name="plan_round"),
    path(ROUND, views.ShowRound.as_view(), name="round"),
    path(f"{ROUND}draw/", views.DrawRound.as_view(), name="draw_round"),
    path(f"{ROUND}close/", views.CloseRound.as_view(), name="close_round"),
    path(ESCALATION, views.ShowEscalation.as_view(), name="escalation"),
    path(f"{ESCALATION}answer/", views.AnswerEscalation.as_view(), name="answer_escalation"),
    path(f"{ACTION}done/", views.FinishAction.as_view(), name="finish_action"),
    path(f"{ACTION}look/", views.LookAgain.as_view(), name="look_again"),
    path(AUDIT, views.ShowAudit.as_view(), name="audit"),
    path(f"{AUDIT}word/", views.AuditFile.as_view(), name="audit_file"),
    path(f"{AUDIT}part/<slug:part>/", views.WritePart.as_view(), name="write_part"),
    path(f"{AUDIT}finish/", views.FinishAudit.as_view(), name="finish_audit"),
    path(f"{AUDIT}escalate/", views.EscalateAudit.as_view(), name="escalate_audit"),
    path(f"{AUDIT}act/", views.ActOnAudit.as_view(), name="act_on_audit"),
    path(f"{AUDIT}allocate/", views.AllocateAudit.as_view(), name="allocate_audit"),
    path(f"{AUDIT}withdraw/", views.WithdrawAudit.as_view(), name="withdraw_audit"),
    path(f"{AUDIT}agree/", views.AgreeGrades.as_view(), name="agree_grades"),
]
