# Short ways; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test verify format bench fixture conformance doctor clean
PORT ?= 9000

help: ## List these targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Start the platform in the foreground; builds what is stale.
	./ultimate-mcp start

test: ## Run the unit tests of all modules.
	./mvnw -B test

verify: ## Run everything that has to hold, as CI does.
	./mvnw -B verify

format: ## Format every source file.
	./mvnw -q -B spotless:apply

bench: ## Measure start-up, calls, executions and the graph beside their peers.
	bench/startup && bench/calls && bench/execute && bench/graph

fixture: ## Start the MCP conformance fixture server on PORT (9000).
	./mvnw -q -B -pl protocol test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=io.ultimatemcp.protocol.fixture.FixtureServer -Dexec.args=$(PORT)

conformance: ## Run the official MCP conformance suite against the fixture server.
	./mvnw -B -pl protocol test -Dtest=ConformanceTest

doctor: ## Look at this machine: isolation with live probes, languages, disk.
	./ultimate-mcp doctor

clean: ## Remove everything that was built.
	./mvnw -q -B clean
