# Every target installs what it needs first, or says what to install; the scripts say how.

.PHONY: help run test bench tour e2e torture fuzz simulate simulate-readiness build clean

help: ## name the targets
	@sed -n 's/^\([a-z0-9-]*\): ## /\1	/p' Makefile | expand -t 20

run: ## build the app and open its window (ARGS="check FILE" passes arguments); without a display, draw the tour
	@bash scripts/run.sh $(ARGS)

test: ## gofmt, vet, all tests without a display, races (RACE=0 leaves them out; ARGS go to go test)
	@bash scripts/test.sh $(ARGS)

e2e: ## drive the real app in a real window on an X server of its own; screenshots in dist/e2e (SHOTS=folder)
	@bash scripts/e2e.sh $(ARGS)

tour: ## draw every screen into tour/ (DIR=folder); GALLERY=1 also renews docs/gallery
	@bash scripts/tour.sh $(DIR)

bench: ## measure start, memory, keys, import, search, rebuild, progress, training and the plan, each beside its floor
	@bash scripts/bench.sh $(ARGS)

torture: ## kill the app KILLS=1000 times while it takes answers, and look for what was lost
	@bash scripts/torture.sh $(ARGS)

fuzz: ## run every fuzz test for TIME=30s
	@bash scripts/fuzz.sh $(ARGS)

simulate: ## play learners up to the exam day: the plan beside other tools (ARGS="-learners 4 -quick" for less)
	@bash scripts/simulate.sh $(ARGS)

simulate-readiness: ## compare chances to pass with what comes of 3,000 candidates a scenario (ARGS="-plain" for the first two)
	@bash scripts/simulate-readiness.sh $(ARGS)

build: ## build dist/chartroom (RELEASE=1: small, without this machine's paths)
	@bash scripts/build.sh $(ARGS)

clean: ## remove dist/ and tour/; compiled packages stay in Go's cache
	@rm -rf dist tour
