GO     ?= go
BINARY ?= fathom

.PHONY: demo build test check bench fuzz golden generate lint clean help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## the main job: write samples and reports, then show a gap report
	./$(BINARY) demo demo
	./$(BINARY) report demo/henan-fmcg.yaml

build: ## the program, ./fathom
	CGO_ENABLED=0 $(GO) build -trimpath -o $(BINARY) ./cmd/fathom

test: ## all tests
	$(GO) test ./...
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo "left out: the browser tests (no Chromium here; .ci/run installs it)"
	@test -n "$$FATHOM_AXE" || echo "left out: axe-core (set FATHOM_AXE to its axe.min.js; .ci/run does)"

check: lint test build ## what CI runs: lint, tests, and the built-in rubric
	./$(BINARY) rubric lint --strict

lint: ## format, vet, tidy
	@test -z "$$(gofmt -s -l .)" || { gofmt -s -l .; echo "run gofmt -s -w on these"; exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff

bench: ## benchmarks, with the whole process compared to a program that prints one line
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## a minute of fuzzing for each target
	$(GO) test -run '^$$' -fuzz FuzzRead -fuzztime 60s ./rubric
	$(GO) test -run '^$$' -fuzz FuzzRead -fuzztime 60s ./assess/answerfile
	$(GO) test -run '^$$' -fuzz FuzzEvaluate -fuzztime 60s ./assess

golden: ## rewrite the expected outputs; read the difference before you commit it
	$(GO) test ./rubric ./assess/answerfile ./reports/terminal ./assess/interview/huhprompt ./cmd/fathom -update

generate: ## rewrite the start-up form of the built-in rubric from its YAML
	$(GO) test ./rubric/channelteam -run TestCanonical -update

clean: ## remove what the targets above made
	rm -rf $(BINARY) demo
