// The Teams half of the demo's page: cards, buttons, dialogs, and one follow-up in both tools.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { binary, chromium, shots, startBrowser, startDemo } from "./demo.mjs";

const missing = [binary, chromium].find((path) => !existsSync(path));
const options = missing ? { skip: `${missing} is not there` } : { timeout: 180_000 };

let demo, browser, page;
const problems = [];

before(async () => {
  if (missing) return;
  demo = await startDemo();
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 1500, height: 950 }, timezoneId: "America/Los_Angeles" });
  page.setDefaultTimeout(20_000);
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) problems.push(message.text()); });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => { if (!request.url().startsWith(demo.url)) problems.push(`a request left the sandbox: ${request.url()}`); });
  await page.goto(demo.url);
});

after(async () => {
  await browser?.close();
  if (demo) assert.equal(await demo.stop(), 0, "the demo ends cleanly");
});

const become = async (name) => {
  await page.getByRole("group", { name: "Who are you?" }).getByRole("button", { name }).click();
  await page.locator(`.player.me[data-person="${name.toLowerCase()}"]`).waitFor();
};
const slack = () => page.getByRole("region", { name: "Slack" });
const teams = () => page.getByRole("region", { name: "Microsoft Teams" });
const posts = () => page.locator("#posts");
const dialog = () => page.locator("#teams-dialog");
const openPlace = (name) => page.locator("#places .place").filter({ has: page.locator(".place-name", { hasText: new RegExp(`^${name}$`) }) }).click();
const write = async (text) => {
  await page.locator("#teams-text").fill(text);
  await page.locator("#teams-text").press("Enter");
};
const shoot = (name) => page.screenshot({ path: `${shots}${name}.png` });

test("one alert opens one follow-up in both tools", options, async () => {
  await page.getByLabel("Alert", { exact: true }).fill("Payments time out");
  await page.getByRole("button", { name: "The alert fires and resolves" }).click();
  await slack().getByText("Incident · Payments time out").waitFor();
  await posts().getByText("Payments time out").first().waitFor();
  await posts().locator(".ac-adaptiveCard").first().waitFor();
  await shoot("t1-both");
});

test("a button of a card works, and both heads count it", options, async () => {
  await posts().getByRole("button", { name: "Still broken" }).click();
  await posts().locator(".notice").getByText("still broken", { exact: false }).waitFor();
  await posts().locator(".ac-columnSet").filter({ hasText: /1\s*Still broken/ }).waitFor();
  await slack().getByText("Still broken: 1").waitFor();
  await shoot("t2-answered");
});

test("IT acknowledges in a dialog", options, async () => {
  await become("Ivan");
  await posts().getByRole("button", { name: "Acknowledge" }).first().click();
  await dialog().getByRole("heading", { name: "Acknowledge a mistake" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest("dialog") !== null), true, "the focus is in the dialog");
  await dialog().getByRole("textbox", { name: "What happened" }).fill("I restarted the gateway with an old configuration.");
  await dialog().getByRole("button", { name: "Acknowledge" }).click();
  await dialog().getByText("Say what comes next.").waitFor();
  assert.equal(await dialog().getByRole("textbox", { name: "What happened" }).inputValue(), "I restarted the gateway with an old configuration.", "what was entered stays");
  await shoot("t3-dialog-errors");
  await dialog().getByRole("textbox", { name: "How it is being put right" }).fill("The right one is back.");
  await dialog().getByRole("textbox", { name: "What comes next" }).fill("Restarts take the release’s configuration only.");
  await dialog().getByRole("button", { name: "Acknowledge" }).click();
  await dialog().getByText("Recorded as M-1").waitFor();
  await shoot("t4-recorded");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
  await posts().getByText("M-1: I restarted the gateway").first().waitFor();
  await slack().getByText("M-1: I restarted the gateway").first().waitFor();
});

test("words in the Teams thread appear in Slack’s, and stay words", options, async () => {
  await become("Olga");
  await posts().getByRole("button", { name: "Reply" }).first().click();
  await page.locator("#answering").getByText("In the thread of Debrief").waitFor();
  await write("<img src=x onerror=alert(1)> refunds hang & <b>fail</b> **now**");
  await posts().getByText("<img src=x onerror=alert(1)>").first().waitFor();
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  await slack().locator(".thread-link").first().click();
  await page.getByRole("complementary", { name: "Thread" }).getByText("<b>fail</b> **now**").waitFor();
  await shoot("t5-mirrored");
  await page.getByRole("button", { name: "Close the thread" }).click();
  const own = posts().locator(".message", { hasText: "<b>fail</b>" }).first();
  await own.hover();
  await own.getByRole("button", { name: "Edit message" }).click();
  await posts().getByRole("textbox", { name: "Edit message" }).fill("Refunds hang");
  await posts().getByRole("button", { name: "Save" }).click();
  await posts().getByText("Edited").first().waitFor();
});

test("Debrief answers in its own chat, and names are completed", options, async () => {
  await openPlace("Debrief");
  await write("list");
  await posts().getByText("Payments time out").first().waitFor();
  await openPlace("checkout");
  const box = page.locator("#teams-text");
  await box.fill("");
  await box.pressSequentially("Thanks @pr");
  await page.getByRole("option", { name: "@priya" }).waitFor();
  await box.press("Tab");
  assert.equal(await box.inputValue(), "Thanks @priya ");
  await box.press("Enter");
  await posts().locator(".mention", { hasText: "@Priya Nair" }).first().waitFor();
});

test("people add and remove Debrief", options, async () => {
  await openPlace("Lunch");
  await teams().getByRole("button", { name: "Add Debrief" }).click();
  await teams().getByRole("button", { name: "Remove Debrief" }).waitFor();
  await write("@Debrief help");
  await posts().locator(".ac-adaptiveCard, .text").nth(1).waitFor();
  await teams().getByRole("button", { name: "Remove Debrief" }).click();
  await teams().getByRole("button", { name: "Add Debrief" }).waitFor();
  await openPlace("checkout");
});

test("moving the clock to Monday brings the summary, once", options, async () => {
  await page.getByRole("button", { name: "Monday 09:00" }).click();
  await openPlace("operations");
  await posts().getByText("Weekly summary").first().waitFor();
  await page.locator("#moving:empty").waitFor({ state: "attached" });
  assert.equal(await posts().getByText("Weekly summary").count(), 1);
  await shoot("t6-summary");
});

test("everything one can use has a name", options, async () => {
  await openPlace("checkout");
  const nameless = await page.evaluate(() => [...document.querySelectorAll("button, input, select, textarea, a[href]")]
    .filter((node) => node.checkVisibility())
    .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length || node.title))
    .map((node) => node.outerHTML.slice(0, 120)));
  assert.deepEqual(nameless, []);
});

test("a small window shows one tool at a time", options, async () => {
  await page.setViewportSize({ width: 900, height: 640 });
  await page.getByRole("button", { name: "Teams", exact: true }).click();
  assert.equal(await slack().isVisible(), false);
  assert.equal(await teams().isVisible(), true);
  await shoot("t7-small");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out to the side");
  await page.getByRole("button", { name: "Slack", exact: true }).click();
  assert.equal(await teams().isVisible(), false);
});

test("without Microsoft’s renderer a card is its plain text", options, async () => {
  const other = await browser.newPage({ viewport: { width: 1500, height: 950 } });
  await other.route("**/sandbox/state*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), renderer: false } });
  });
  await other.goto(demo.url);
  await other.locator("#posts .plain-card").first().getByText("Incident · Payments time out").waitFor();
  await other.locator("#posts .plain-card").first().getByText("has no renderer for Adaptive Cards").waitFor();
  assert.equal(await other.locator(".ac-adaptiveCard").count(), 0);
  await other.screenshot({ path: `${shots}t8-plain.png` });
  await other.unrouteAll({ behavior: "ignoreErrors" });
  await other.close();
});

test("nothing went wrong meanwhile", options, async () => {
  assert.deepEqual(await page.evaluate(() => window.cardProblems), [], "Microsoft's renderer has nothing to say against a card");
  assert.deepEqual(problems, []);
  assert.equal(demo.warnings(), "");
});
