"""Addresses of the crisis desk, and the public page of statements."""

from django.urls import path

from vitrino.crisis import views

app_name = "crisis"
root_patterns = [path("statement/<slug:slug>/", views.public, name="public")]
urlpatterns = [
    path("crisis/", views.home, name="home"),
    path("crisis/plan/", views.plan, name="plan"),
    path("crisis/plan/<int:pk>/", views.version, name="version"),
    path("crisis/declaration/", views.declaration, name="declaration"),
    path("crisis/drills/", views.drills, name="drills"),
    path("crisis/drills/<int:pk>/", views.drill, name="drill"),
    path("crisis/drills/<int:pk>/acts/", views.acts, name="acts"),
    path("crisis/<int:pk>/", views.incident, name="incident"),
    path("crisis/<int:pk>/steps/", views.steps, name="steps"),
    path("crisis/<int:pk>/taking/", views.taking, name="taking"),
    path("crisis/<int:pk>/log/", views.log, name="log"),
    path("crisis/<int:pk>/statements/", views.statements, name="statements"),
    path("crisis/<int:pk>/statements/<int:statement>/posts/", views.statement_posts, name="statement-posts"),
    path("crisis/<int:pk>/exceptions/<int:publication>/", views.exception, name="exception"),
    path("crisis/<int:pk>/pause/", views.pause, name="pause"),
    path("crisis/<int:pk>/going-on/", views.going_on, name="going-on"),
    path("crisis/<int:pk>/review/", views.review, name="review"),
    path("crisis/<int:pk>/lessons/", views.lessons, name="lessons"),
    path("crisis/<int:pk>/lessons/<int:lesson>/", views.lesson, name="lesson"),
]
