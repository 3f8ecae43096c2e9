"""Addresses of the roof."""

from django.urls import path

from openmash.web.views.administration import Administration, RetryJob
from openmash.web.views.child import Child
from openmash.web.views.home import Home
from openmash.web.views.queue import Board, QueueNews, TeamBoard
from openmash.web.views.search import Search
from openmash.web.views.work import GiveWork, TakeWork

app_name = "web"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("search/", Search.as_view(), name="search"),
    path("board/", Board.as_view(), name="board"),
    path("board/team/", TeamBoard.as_view(), name="team_board"),
    path("board/news/<slug:which>/", QueueNews.as_view(), name="queue_news"),
    path("children/<slug:reference>/", Child.as_view(), name="child"),
    path("work/<slug:reference>/<slug:act>/take/", TakeWork.as_view(), name="take_work"),
    path("work/<slug:reference>/<slug:act>/hand-over/", GiveWork.as_view(), name="hand_over_work"),
    path("administration/", Administration.as_view(), name="administration"),
    path("administration/jobs/<int:number>/", RetryJob.as_view(), name="retry_job"),
]
