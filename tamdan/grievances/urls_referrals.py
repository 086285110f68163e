"""Complaints that are passed on: the list, the other body's reading room, and the office's acts on its own file."""

from django.urls import path

from tamdan.grievances.views import referrals, referring

listed = [
    path("referrals/", referrals.listing, name="referrals"),
    path("referrals/waiting/", referrals.listing, {"preset": "waiting"}, name="referrals_waiting"),
    path("referrals/agreed/", referrals.listing, {"preset": "agreed"}, name="referrals_agreed"),
    path("referrals/late/", referrals.listing, {"preset": "late"}, name="referrals_late"),
    path("referrals/download/", referrals.download, name="referrals_download"),
    path("referrals/<slug:number>/", referrals.detail, name="referral"),
    path("referrals/<slug:number>/found/", referrals.found, name="referral_found"),
    path("referrals/<slug:number>/items/<slug:ref>/open/", referrals.open_item, name="referral_open"),
    path("referrals/<slug:number>/items/<slug:ref>/unreadable/", referrals.unreadable, name="referral_unreadable"),
    path("referrals/<slug:number>/take-up/", referrals.take_up, name="referral_take_up"),
    path("referrals/<slug:number>/give-back/", referrals.give_back, name="referral_give_back"),
    path("referrals/<slug:number>/answer/", referrals.report_done, name="referral_done"),
    path("referrals/<slug:number>/write/", referrals.write, name="referral_write"),
]
on_file = [
    path("<slug:number>/bodies/", referring.bodies, name="bodies"),
    path("<slug:number>/bodies/<uuid:office>/ask/", referring.ask, name="referral_ask"),
    path("<slug:number>/bodies/<uuid:office>/consent/", referring.consent, name="referral_consent"),
    path("<slug:number>/bodies/<uuid:office>/pass/", referring.pass_on, name="referral_pass"),
    path(
        "<slug:number>/bodies/<uuid:office>/items/<slug:ref>/open/",
        referring.open_to_pass,
        name="referral_open_to_pass",
    ),
    path("<slug:number>/bodies/<uuid:office>/write/", referring.write_to, name="referral_write_to"),
    path("<slug:number>/bodies/<uuid:office>/take-back/", referring.take_back, name="referral_take_back"),
    path("<slug:number>/bodies/<uuid:office>/outcome/", referring.outcome, name="referral_outcome"),
]
