#!/usr/bin/env python3
"""Makes the built-in catalog from published lists of facts. Python 3, standard library only; the same input gives the same bytes.

Usage: build_catalog.py DATA_DIRECTORY OUTPUT_FILE

DATA_DIRECTORY holds genai-prices.json, litellm_model_prices_*.json.gz, modelsdev_*.json.gz, ruby_llm_models_*.json.gz,
livebench/, aider/ and carbon_per_1k_output_tokens.csv. Which models are carried over, and how their names in the lists belong together, is in models.csv
beside this script. A figure that no list holds stays unknown; a price counts only between 0 and 200 USD per million tokens.
"""
import csv
import glob
import gzip
import json
import os
import re
import sys

AS_OF = "2026-11-24"
GENAI, LITELLM, MODELS_DEV = "genai-prices 2026-08-21", "litellm 2026-07-22", "models.dev 2026-07-02"
RUBY_LLM = "ruby_llm 2026-08-19"
GENAI_VENDOR = {"xai": "x-ai"}
RUBY_LLM_VENDOR = {"google": "gemini"}
LITELLM_PREFIX = {"openai": "", "anthropic": "", "google": "gemini/", "deepseek": "deepseek/", "mistral": "mistral/",
                  "xai": "xai/", "groq": "groq/", "openrouter": "openrouter/"}

# LiveBench's categories, as its site groups the tasks.
CATEGORIES = "livebench/categories_2026_06_25.json"
# Priors by size class where nothing better is known: quality, milliseconds to the first token, milliseconds per token.
SIZE = {"xs": (0.25, 250, 5), "s": (0.36, 350, 7), "m": (0.46, 600, 12), "l": (0.56, 900, 18), "xl": (0.60, 1500, 28)}
# The fictional models of the sandbox, with figures that let every profile choose another one of them.
SANDBOX_PRICE = {"cheap": ("0.10", "0.40"), "fast": ("0.50", "2"), "smart": ("3", "15"), "flaky": ("0.05", "0.20"),
                 "dead": ("0.01", "0.02")}
SANDBOX = {"sandbox-cheap": (0.35, 400, 10), "sandbox-fast": (0.50, 120, 3), "sandbox-smart": (0.85, 900, 20)}
# Of a model that thinks before it answers, tokens per visible token at usual effort; scaled by LiveBench's measured length.
THINKING = 3.0


class Lists:
    """The lists of facts, read once."""

    def __init__(self, directory):
        self.directory = directory
        self.genai = {p["id"]: {m["id"]: m for m in p["models"]} for p in self.read("genai-prices.json")}
        self.litellm = self.read(self.newest("litellm_model_prices_*.json.gz"))
        models_dev = self.read(self.newest("modelsdev_*.json.gz"))
        self.models_dev, self.base_models = models_dev["providers"], models_dev["base_models"]
        self.ruby_llm = {(r["provider"], r["id"]): r for r in self.read(self.newest("ruby_llm_models_*.json.gz"))}
        self.carbon = {(r["provider"], r["model"]): r for r in self.rows("carbon_per_1k_output_tokens.csv")}
        self.livebench = {r["model"]: r for r in self.rows("livebench/table_2026_06_25.csv")}
        self.lengths = {r["model"]: float(r["avg_output_tokens"]) for r in self.rows("livebench/cost_2026_06_25.csv")}
        self.categories = self.read(CATEGORIES)
        self.aider = dict(self.aider_rows())

    def newest(self, pattern):
        return os.path.relpath(sorted(glob.glob(os.path.join(self.directory, pattern)))[-1], self.directory)

    def read(self, name):
        opener = gzip.open if name.endswith(".gz") else open
        with opener(os.path.join(self.directory, name), "rt", encoding="utf-8") as file:
            return json.load(file)

    def rows(self, name):
        with open(os.path.join(self.directory, name), encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def aider_rows(self):
        with open(os.path.join(self.directory, "aider/polyglot_leaderboard.yml"), encoding="utf-8") as file:
            model = None
            for line in file:
                found = re.match(r"  (model|pass_rate_2): (.*)", line)
                if found and found.group(1) == "model":
                    model = found.group(2).strip()
                elif found:
                    yield model, float(found.group(2))

    def models_dev_row(self, vendor, model):
        row = self.models_dev.get(vendor, {}).get("models", {}).get(model)
        if row and row.get("base_model"):
            return {**self.base_models.get(row["base_model"], {}), **row}
        return row


def amount(value):
    """USD per million as a plain decimal text; None where it cannot be true."""
    if isinstance(value, dict):
        value = value.get("base")
    if value is None or not 0 < float(value) < 200:
        return None
    return format(round(float(value), 6), "f").rstrip("0").rstrip(".")


def genai_price(lists, vendor, model):
    row = lists.genai.get(GENAI_VENDOR.get(vendor, vendor), {}).get(model)
    if not row:
        return None
    if not isinstance(row["prices"], list):
        return genai_row(vendor, row["prices"], None)
    dated = [(p.get("constraint", {}).get("start_date", ""), p["prices"]) for p in row["prices"]
             if "start_time" not in p.get("constraint", {})]
    now = max((since for since, _ in dated if since <= AS_OF), default="")
    found = [genai_row(vendor, prices, since or None) for since, prices in sorted(dated, key=lambda p: p[0])
             if since >= now]
    found = [one for one in found if one]
    return found[0] if len(found) == 1 else found or None


def genai_row(vendor, prices, since):
    tiers = {}
    for name, key in (("input", "input_mtok"), ("output", "output_mtok"), ("cachedRead", "cache_read_mtok"),
                      ("cacheWrite", "cache_write_mtok")):
        if isinstance(prices.get(key), dict):
            for tier in prices[key].get("tiers", []):
                if amount(tier["price"]):
                    tiers.setdefault(int(tier["start"]), {})[name] = amount(tier["price"])
    above = [{"tokens": start, **rates} for start, rates in sorted(tiers.items()) if {"input", "output"} <= rates.keys()]
    found = price(prices.get("input_mtok"), prices.get("output_mtok"), prices.get("cache_read_mtok"),
                  prices.get("cache_write_mtok"), GENAI, since)
    return found and with_hour({**found, **({"above": above} if above else {})}, vendor)


def with_hour(found, vendor):
    """What Anthropic documents: writing for an hour costs twice the input, for five minutes one and a quarter times."""
    if vendor != "anthropic" or "cacheWrite" not in found:
        return found
    for rates in [found] + found.get("above", []):
        rates["cacheWriteHour"] = amount(2 * float(rates["input"]))
    return found


def litellm_price(lists, vendor, model):
    row = lists.litellm.get(LITELLM_PREFIX.get(vendor, "\0") + model)
    if not row:
        return None
    million = lambda key: None if row.get(key) is None else row[key] * 1e6
    return price(million("input_cost_per_token"), million("output_cost_per_token"),
                 million("cache_read_input_token_cost"), million("cache_creation_input_token_cost"), LITELLM, None)


def models_dev_price(lists, vendor, model):
    cost = (lists.models_dev_row(vendor, model) or {}).get("cost") or {}
    return price(cost.get("input"), cost.get("output"), cost.get("cache_read"), cost.get("cache_write"), MODELS_DEV, None)


def price(read, write, cached_read, cache_write, source, since):
    read, write = amount(read), amount(write)
    if read is None or write is None:
        return None
    name, fetched = source.split(" ")
    found = {"input": read, "output": write, "cachedRead": amount(cached_read), "cacheWrite": amount(cache_write),
             "source": name, "fetched": fetched, "effectiveFrom": since}
    return {key: value for key, value in found.items() if value is not None}


def best_price(lists, vendor, model):
    # Lists that name DeepSeek's models by what they served last year are passed over for it.
    order = [litellm_price, models_dev_price, genai_price] if vendor == "deepseek" else [
        genai_price, litellm_price, models_dev_price]
    return next((found for found in (one(lists, vendor, model) for one in order) if found), None)


def facts(lists, offers):
    """Window, longest answer and capabilities: from the first list that has them."""
    window = longest = capabilities = source = None
    for vendor, model in offers:
        row = lists.models_dev_row(vendor, model)
        if row and row.get("limit"):
            inputs = row.get("modalities", {}).get("input", [])
            flags = {"tools": row.get("tool_call"), "images": "image" in inputs, "audio": "audio" in inputs,
                     "documents": "pdf" in inputs, "schema": row.get("structured_output"),
                     "reasoning": row.get("reasoning")}
            window, longest, source = row["limit"].get("context"), row["limit"].get("output"), MODELS_DEV
            capabilities = {name for name, flag in flags.items() if flag}
        extra = lists.litellm.get(LITELLM_PREFIX.get(vendor, "\0") + model)
        if extra and extra.get("mode", "chat") in ("chat", "responses"):
            flags = {"tools": "function_calling", "parallel-tools": "parallel_function_calling", "images": "vision",
                     "documents": "pdf_input", "schema": "response_schema", "reasoning": "reasoning",
                     "audio": "audio_input"}
            more = {name for name, flag in flags.items() if extra.get("supports_" + flag)}
            capabilities = more | (capabilities or set())
            source = source or LITELLM
            window = window or extra.get("max_input_tokens")
            longest = longest or extra.get("max_output_tokens")
        listed = lists.ruby_llm.get((RUBY_LLM_VENDOR.get(vendor, vendor), model))
        if capabilities is None and listed and listed.get("capabilities"):
            names = {"function_calling": "tools", "structured_output": "schema", "vision": "images", "reasoning": "reasoning"}
            inputs = listed.get("modalities", {}).get("input", [])
            capabilities = {names[name] for name in listed["capabilities"] if name in names}
            capabilities |= {ours for theirs, ours in (("image", "images"), ("pdf", "documents")) if theirs in inputs}
            window, longest, source = listed.get("context_window"), listed.get("max_output_tokens"), RUBY_LLM
        if capabilities is not None:
            break
    window, longest = window and int(window), longest and int(longest)
    if capabilities is not None:
        capabilities = sorted(capabilities | {"streaming"})
    return window or None, longest or None, capabilities, source


def quality(lists, row):
    """0 to 1 by workload, from the best source there is."""
    if row["size"] in SANDBOX:
        return {"overall": SANDBOX[row["size"]][0], "source": "declared for the sandbox, fictional"}
    if row["livebench"]:
        scores = lists.livebench[row["livebench"]]
        mean = lambda tasks: sum(float(scores[t]) for t in tasks) / len(tasks) / 100
        c = {name: mean(tasks) for name, tasks in lists.categories.items()}
        cells = {"code": (c["Coding"] + c["Agentic Coding"]) / 2, "math": c["Mathematics"],
                 "tool-loop": (c["Agentic Coding"] + c["IF"]) / 2, "extraction": c["Data Analysis"],
                 "classification": (c["Data Analysis"] + c["Language"]) / 2, "translation": c["Language"],
                 "summarization": c["IF"], "chat": (c["IF"] + c["Language"]) / 2}
        return rounded(sum(c.values()) / len(c), cells, "LiveBench 2026-06-25, measured")
    if row["aider"]:
        rate = lists.aider[row["aider"]] / 100
        # Straight lines through the end of the range that both tables cover; below it they are an assumption.
        return rounded(0.30 + 0.42 * rate, {"code": 0.12 + 0.62 * rate, "tool-loop": 0.15 + 0.50 * rate},
                       "Aider polyglot 2025, measured for code, mapped for the rest")
    return {"overall": SIZE[row["size"]][0], "source": "assumed from its size class"}


def rounded(overall, cells, source):
    return {"overall": round(overall, 3), "byWorkload": {k: round(v, 3) for k, v in sorted(cells.items())}, "source": source}


def carbon(lists, offers):
    names = [("anthropic", "anthropic"), ("openai", "openai"), ("google", "google_genai"), ("mistral", "mistralai")]
    for vendor, model in offers:
        keys = [(ours, model) for theirs, ours in names if theirs == vendor] + [("huggingface_hub", model)]
        found = next((lists.carbon[key] for key in keys if key in lists.carbon), None)
        if found:
            assumed = "model-arch-not-released" in found["warnings"]
            return {"min": float(found["gco2e_usa_min"]), "max": float(found["gco2e_usa_max"]),
                    "quality": "model_size_assumed" if assumed else "model_size_known",
                    "source": "EcoLogits 2d0a1c76, batch 64, H100, PUE 1.2, US mix"}
    return None


def quirks(lists, model, offers):
    """What a model is known to refuse, or to call by another name."""
    rows = [lists.models_dev_row(vendor, name) or {} for vendor, name in offers]
    fixed = any(row.get("temperature") is False for row in rows)
    if re.match(r"o[134](-|$)|gpt-5", model) and "chat" not in model:
        return {"refuses": ["temperature", "top_p", "presence_penalty", "frequency_penalty", "logprobs", "top_logprobs",
                            "logit_bias"],
                "renames": {"max_tokens": "max_completion_tokens"}}
    if re.match(r"grok-(4|3-mini|code)", model) and "non-reasoning" not in model:
        return {"refuses": ["presence_penalty", "frequency_penalty", "stop"]}
    return {"refuses": ["temperature", "top_p", "top_k"]} if fixed else {}


def entry(lists, row, median):
    offers = [tuple(offer.split(":", 1)) for offer in row["offers"].split(" ")]
    described = offers + [tuple(other.split(":", 1)) for other in row["described_by"].split(" ") if other]
    window, longest, capabilities, source = facts(lists, described)
    model = {"id": row["id"], "aliases": row["aliases"].split()}
    if row["size"] == "embedding":
        capabilities, longest = ["embeddings"], None
    model.update({"window": window, "maxOutput": longest, "capabilities": capabilities, "factsSource": source})
    model["offers"] = [{"vendor": v, "id": i, "price": offered(lists, v, i, row)} for v, i in offers]
    if row["size"] != "embedding":
        first, pace = {**SIZE, **SANDBOX}[row["size"]][1:]
        model["quality"] = quality(lists, row)
        model["latency"] = {"firstTokenMillis": first, "millisPerToken": pace}
        if row["thinks"] == "yes":
            length = lists.lengths.get(row["livebench"], median) / median
            model["lengthFactor"] = round(min(8.0, max(1.0, THINKING * length)), 2)
        model["carbon"] = carbon(lists, described)
        model.update(quirks(lists, row["id"], described))
    return pruned(model)


def offered(lists, vendor, model, row):
    if vendor == "sandbox":
        read, write = SANDBOX_PRICE[model]
        return {"input": read, "output": write, "source": "declared for the sandbox"}
    if row["size"] != "embedding":
        return best_price(lists, vendor, model)
    # An embedding has no output tokens; lists write 0, which would not pass as a price.
    listed = lists.litellm.get(LITELLM_PREFIX.get(vendor, "\0") + model, {}).get("input_cost_per_token")
    read = amount(None if listed is None else listed * 1e6)
    name, fetched = LITELLM.split(" ")
    return read and {"input": read, "output": "0", "source": name, "fetched": fetched}


def pruned(value):
    if isinstance(value, dict):
        return {k: pruned(v) for k, v in value.items() if v is not None and v != [] and v != {}}
    return [pruned(v) for v in value] if isinstance(value, list) else value


def main():
    directory, output = sys.argv[1:]
    lists = Lists(directory)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "models.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lengths = sorted(lists.lengths.values())
    median = lengths[len(lengths) // 2]
    models = [entry(lists, row, median) for row in rows]
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        file.write('{"version": "2026-08-21", "built": "%s",\n"models": [\n' % AS_OF)
        file.write(",\n".join(json.dumps(model, ensure_ascii=False) for model in models))
        file.write("\n]}\n")
    priced = sum(1 for m in models if any("price" in o for o in m["offers"]))
    print(f"{len(models)} models, {priced} with a price", file=sys.stderr)


if __name__ == "__main__":
    main()
