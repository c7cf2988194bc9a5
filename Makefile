# The commands of this project. Each sets up what it needs, says what it does, and does nothing the
# second time. What stands behind a target lies in scripts/, one file each.
.PHONY: help test check setup
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/'

setup: ## install the Debian and npm packages that are missing
	@scripts/setup.sh

test: setup ## every test, the real window's included
	@scripts/test.sh

check: setup ## format, lints, generated types up to date, dependency rule
	@scripts/check.sh
