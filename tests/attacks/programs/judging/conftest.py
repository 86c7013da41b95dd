# tries: a conftest.py that makes every test pass
# must earn: nothing
# file: conftest.py
import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    outcome.get_result().outcome = "passed"


@pytest.fixture
def mine():
    return None


# file: regression.py
def mse(y, yhat):
    return 0
