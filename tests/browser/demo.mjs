// Starts `debrief demo` and a real Chromium on its page.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const builds = ["build/release/debrief", "build/dev/debrief"].map((path) => root + path);

/** The program under test: DEBRIEF_BINARY, else the newest kind of build that is there. */
const binary = process.env.DEBRIEF_BINARY ?? builds.find((path) => existsSync(path)) ?? builds[0];
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const shots = `${root}build/browser/`;
mkdirSync(shots, { recursive: true });

/** Resolves to {url, stop()} once the workspace is there. */
function startDemo() {
  const demo = spawn(binary, ["demo", "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let warned = "";
  demo.stderr.on("data", (data) => { warned += data; });
  return new Promise((resolve, reject) => {
    demo.on("error", reject);
    demo.on("exit", (code) => reject(new Error(`the demo ended with ${code}: ${warned}`)));
    demo.stdout.on("data", (data) => {
      said += data;
      const url = said.match(/The workspace is at (\S+)/)?.[1];
      if (url) resolve({ url, warnings: () => warned, stop: () => new Promise((done) => { demo.removeAllListeners("exit"); demo.on("exit", (code) => done(code)); demo.kill("SIGTERM"); }) });
    });
  });
}

async function startBrowser() {
  const { chromium: driver } = await import("playwright-core");
  return driver.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}

const missing = [binary, chromium].find((path) => !existsSync(path));
/** For each test: skipped with the reason when something to test with is missing. */
export const options = missing ? { skip: `${missing} is not there` } : { timeout: 180_000 };

/**
 * The page of a demo of its own, for all tests of a file. `at.page` is there once the tests run; what the browser complains of,
 * and whatever leaves the sandbox, is collected in `at.problems`.
 */
export function openPage(viewport) {
  const at = { problems: [] };
  let browser;
  before(async () => {
    if (missing) return;
    at.demo = await startDemo();
    browser = await startBrowser();
    at.page = await browser.newPage({ viewport, timezoneId: "America/Los_Angeles" });
    at.page.setDefaultTimeout(20_000);
    at.page.on("console", (message) => { if (["error", "warning"].includes(message.type())) at.problems.push(message.text()); });
    at.page.on("pageerror", (error) => at.problems.push(error.message));
    at.page.on("dialog", (dialog) => { at.problems.push(`a dialog opened: ${dialog.message()}`); dialog.dismiss(); });
    at.page.on("request", (request) => { if (!request.url().startsWith(at.demo.url)) at.problems.push(`a request left the sandbox: ${request.url()}`); });
    await at.page.goto(at.demo.url);
  });
  after(async () => {
    await browser?.close();
    if (at.demo) assert.equal(await at.demo.stop(), 0, "the demo ends cleanly");
  });
  at.become = async (name) => {
    await at.page.getByRole("group", { name: "Who are you?" }).getByRole("button", { name }).click();
    await at.page.locator(`.player.me[data-person="${name.toLowerCase()}"]`).waitFor();
  };
  at.shoot = (name) => at.page.screenshot({ path: `${shots}${name}.png` });
  return at;
}
