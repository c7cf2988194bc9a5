# The commands of this project. Each sets up what it needs, says what it does, and does nothing the
# second time. What stands behind a target lies in scripts/, one file each.
.PHONY: help run test soak bench check setup
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/'

setup: ## install the Debian and npm packages that are missing
	@scripts/setup.sh

run: setup ## the sandbox and the app in a window; without a display, a tour with screenshots
	@scripts/run.sh

test: setup ## every test, the real window's included
	@scripts/test.sh

soak: setup ## the long forms of the tests
	@SOAK=1 scripts/test.sh

bench: setup ## measure, print a table, write target/bench/results.json
	@scripts/bench.sh

check: setup ## format, lints, generated types up to date, dependency rule
	@scripts/check.sh
