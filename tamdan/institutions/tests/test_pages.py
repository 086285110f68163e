import pytest

@pytest.mark.parametrize("url", ["/en/office/bodies/", "/en/office/bodies/add/", "/en/office/bodies/of/t-ministry/", "/en/office/bodies/of/t-ministry/edit/", "/km/office/bodies/", "/en/desk/", "/en/account/", "/en/account/two-factor/","/en/account/sessions/"])
def test_smoke(as_secretary, url):
    r = as_secretary.get(url)
    assert r.status_code == 200
    print(r.content.decode())
