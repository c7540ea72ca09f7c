GO     ?= go
BINARY ?= fathom

# All targets compile as a release does: what one has compiled, the others take out of Go's cache.
CGO := $(shell $(GO) env CGO_ENABLED)
export CGO_ENABLED := 0
export GOFLAGS := $(filter-out -trimpath,$(shell $(GO) env GOFLAGS)) -trimpath

.PHONY: demo workshop-demo build test race lint vet-targets vulncheck check dist bench bench-portfolio bench-import bench-workshop bench-growth soak soak-workshop soak-disks fuzz golden generate pictures clean help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## the main job: write samples and reports, then show a gap report
	./$(BINARY) demo demo
	./$(BINARY) report demo/henan-fmcg.yaml

workshop-demo: build ## a whole workshop, played through the pages that phones use, and the report of it
	mkdir -p demo
	./$(BINARY) merge testdata/workshop/2026-05/*.yaml -q -f yaml=demo/workshop.yaml
	$(GO) run ./testdata/session ./$(BINARY) demo/workshop.yaml

build: ## the program, ./fathom
	$(GO) build -ldflags "-s -w" -o $(BINARY) ./cmd/fathom

TESTDATA = ./testdata/browsers ./testdata/fleet/... ./testdata/bench/... ./testdata/session/... # ./... leaves out what is below a testdata folder

# With the default of 100 compilers and tests spend a fifth of their time on garbage.
test: ## all tests
	GOGC=$${GOGC:-400} $(GO) test -timeout 30m ./... $(TESTDATA)
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo "left out: the browser tests (no Chromium here; .ci/run installs it)"
	@command -v pdftotext >/dev/null || echo "left out: how reports print (poppler's pdftotext is not installed; .ci/run installs it)"
	@fc-list 'WenQuanYi Zen Hei' 2>/dev/null | grep -q . || echo "left out: whether readers find Chinese words in the PDF (no WenQuanYi Zen Hei here; .ci/run installs it)"
	@test -n "$$FATHOM_FILES" || echo "left out: most made-up files in the browser and on paper (set FATHOM_FILES to their number, such as 40)"
	@test -n "$$FATHOM_CHECKERS" || echo "left out: axe-core, HTML_CodeSniffer and IBM's checker (set FATHOM_CHECKERS to a folder with them; .ci/run does)"
	@test -n "$$FATHOM_PLAYWRIGHT" || echo "left out: workshops and questionnaires in browsers (set FATHOM_PLAYWRIGHT to the node_modules that has playwright-core; .ci/run does)"
	@test -n "$$FATHOM_SCHEMAS" || echo "left out: the published schemas of JUnit, actions, GitLab and CycloneDX (set FATHOM_SCHEMAS to their folder; .ci/run does)"
	@test -n "$$FATHOM_BOOKS" || echo "left out: workbooks in exceljs and SheetJS (set FATHOM_BOOKS to the folder of their node_modules; .ci/run does)"
	@/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || echo "left out: workbooks in openpyxl (Debian's python3-openpyxl is not installed; .ci/run installs it)"
	@command -v espeak-ng >/dev/null || echo "left out: what is heard in Mandarin (espeak-ng is not installed; .ci/run installs it)"
	@test -n "$$FATHOM_READERS" || echo "left out: DuckDB, Polars, chdb, Ajv and an editor (set FATHOM_READERS to the node_modules that has them; .ci/run does)"
	@for module in jsonschema fastjsonschema; do /usr/bin/python3 -c "import $$module" 2>/dev/null || \
	  echo "left out: schemas in Python's $$module (Debian's python3-$$module is not installed; .ci/run installs it)"; done
	@command -v strace >/dev/null || echo "left out: whom the PDF's browser asks, and which command opens a socket (strace is not installed; .ci/run installs it)"
	@command -v soffice >/dev/null || echo "left out: the workbook's formulas in LibreOffice (it is not installed; .ci/run installs it)"
	@parallel --version >/dev/null 2>&1 || echo "left out: the portfolio under GNU parallel (it is not installed; .ci/run installs it)"
	@/usr/bin/python3 -c 'import distributed' 2>/dev/null || echo "left out: the portfolio under Dask (Debian's python3-distributed is not installed; .ci/run installs it)"
	@command -v wine >/dev/null || echo "left out: the program for Windows (Wine is not installed; .ci/run installs it)"
	@for shell in zsh fish; do command -v $$shell >/dev/null || echo "left out: completion in $$shell (it is not installed; .ci/run installs it)"; done
	@test -e /usr/share/bash-completion/bash_completion || echo "left out: completion in bash with the package bash-completion (it is not installed; .ci/run installs it)"
	@for tool in man mandoc rpm; do command -v $$tool >/dev/null || echo "left out: the manual or a package in $$tool (it is not installed; .ci/run installs it)"; done
	@test -n "$$FATHOM_COLD" || echo "left out: what compiles much anew: a release from nothing, its packages and the program for Windows under Wine (set FATHOM_COLD=1; .ci/run does)"
	@test -n "$$FATHOM_CASES" || echo "left out: two in three of many random cases (set FATHOM_CASES=1; .ci/run does)"
	@test -n "$$FATHOM_DISKS" || echo "left out: every command with every error of a disk (set FATHOM_DISKS=1; .ci/run does, and make soak)"
	@test -f /usr/share/i18n/locales/zh_CN || echo "left out: man in Chinese (Debian's locales are not installed; .ci/run installs them)"
	@command -v pre-commit >/dev/null || echo "left out: pre-commit's own check of the hook (it is not installed; .ci/run installs it)"

RACED = ./assess/answerfile/... ./assess/interview/... ./assess/portfolio/... ./assess/workshop/... # the rooms in which something runs at once

race: ## tests under the race detector, of the rooms in which something runs at once
	@if [ "$(CGO)" = 1 ] && command -v "$$($(GO) env CC)" >/dev/null; then CGO_ENABLED=1 $(GO) test -race -short $(RACED); \
	else echo "left out: the race detector (it needs a C compiler)"; fi

check: lint vet-targets test race vulncheck build ## what CI runs: lint, tests, races, known holes, and the built-in rubric
	./$(BINARY) rubric lint --strict rubric/channelteam

dist: ## what a release offers to download, in dist/: make dist VERSION=v1.2.3 (or v1.2.3-rc.1)
	$(GO) run ./cmd/dist -version "$(VERSION)"

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK = golang.org/x/vuln/cmd/govulncheck@v1.1.4

lint: ## format, vet, staticcheck, tidy
	@test -z "$$(gofmt -s -l .)" || { gofmt -s -l .; echo "run gofmt -s -w on these"; exit 1; }
	$(GO) vet ./... $(TESTDATA)
	$(GO) run $(STATICCHECK) ./... $(TESTDATA)
	$(GO) mod tidy -diff

vet-targets: ## vet of the program as it is for other systems: what is compiled there only
	@for system in windows darwin freebsd; do echo "vet for $$system"; GOOS=$$system GOARCH=amd64 $(GO) vet ./... ./testdata/onwindows || exit 1; done

vulncheck: ## known holes in what the program calls, where their database can be reached
	@out=$$($(GO) run $(GOVULNCHECK) ./... 2>&1) && echo "no known holes" || case $$out in \
	  *"fetching vulnerabilities"*) echo "left out: govulncheck (its database cannot be reached)" ;; \
	  *) echo "$$out"; exit 1 ;; esac

bench: ## benchmarks, with the whole process compared to a program that prints one line
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-portfolio: ## the portfolio command beside the previous release, DuckDB, simdjson and others, 10k to 1M records, or as BENCH="-n 1m -workers 2" says; half an hour and 3 GB in the temporary folder
	$(GO) test -run '^$$' -bench . -benchmem ./assess/portfolio ./assess/answerfile/quick
	$(GO) run ./testdata/bench $(BENCH)

bench-import: ## a survey of 100,000 rows and 100 columns by a mapping, beside Miller; a minute
	$(GO) run ./testdata/bench -jobs import -n 100k -peers mlr,wc

bench-workshop: ## a full room of phones, beside plain posts
	$(GO) test -run '^$$' -bench Workshop -benchtime 10x ./cmd/fathom

bench-growth: ## what one more criterion, rater, file or row costs each command, for few and for many; twenty minutes
	$(GO) test -run '^$$' -bench Growth -benchtime 1x -timeout 60m ./cmd/fathom

soak: soak-workshop soak-disks fuzz ## what takes long: many kills, every error of a disk, and a minute of fuzzing for each target

soak-workshop: ## kills a workshop 200 times while everybody votes; five minutes
	$(GO) test -run 'TestWorkshopKilledOften|TestWorkshopCrowd' -v -timeout 30m ./cmd/fathom -workshop-kills 200

soak-disks: ## every command that writes, on a disk with every error at every call
	FATHOM_DISKS=1 $(GO) test -run TestDisks -v ./cmd/fathom

fuzz: ## a minute of fuzzing for each target
	$(GO) test -run '^$$' -fuzz FuzzRead -fuzztime 60s -fuzzminimizetime 10x ./rubric/rubricfile
	$(GO) test -run '^$$' -fuzz FuzzOverlay -fuzztime 60s -fuzzminimizetime 10x ./rubric/rubricfile
	$(GO) test -run '^$$' -fuzz FuzzRead -fuzztime 60s -fuzzminimizetime 10x ./assess/answerfile
	$(GO) test -run '^$$' -fuzz FuzzEvaluate -fuzztime 60s -fuzzminimizetime 10x ./assess
	$(GO) test -run '^$$' -fuzz FuzzRead -fuzztime 60s -fuzzminimizetime 10x ./assess/gate
	$(GO) test -run '^$$' -fuzz 'FuzzScan$$' -fuzztime 60s -fuzzminimizetime 10x ./assess/answerfile/quick
	$(GO) test -run '^$$' -fuzz FuzzScanFile -fuzztime 60s -fuzzminimizetime 10x ./assess/answerfile/quick
	$(GO) test -run '^$$' -fuzz FuzzMerge -fuzztime 60s -fuzzminimizetime 10x ./assess/actions
	$(GO) test -run '^$$' -fuzz FuzzICS -fuzztime 60s -fuzzminimizetime 10x ./reports/handoff

golden: ## rewrite the expected outputs; read the difference before you commit it
	$(GO) test ./rubric/rubricfile ./assess/answerfile ./reports/terminal ./reports/handoff ./reports/followup ./assess/interview/huhprompt ./cmd/fathom -update

generate: ## rewrite the start-up form of the built-in rubric from its YAML
	$(GO) test ./rubric/channelteam -run TestCanonical -update

pictures: build ## the pictures of the README, from the samples (needs Chromium and a Chinese font; those of phones also FATHOM_PLAYWRIGHT)
	sh testdata/pictures/make.sh ./$(BINARY) testdata/pictures

clean: ## remove what the targets above made
	rm -rf $(BINARY) demo dist
