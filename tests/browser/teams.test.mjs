// The Teams half of the demo's page: cards, buttons, dialogs, and one follow-up in both tools.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, options, shots } from "./demo.mjs";

const at = openPage({ width: 1500, height: 950 });
const slack = () => at.page.getByRole("region", { name: "Slack" });
const teams = () => at.page.getByRole("region", { name: "Microsoft Teams" });
const posts = () => at.page.locator("#posts");
const dialog = () => at.page.locator("#teams-dialog");
const openPlace = (name) => at.page.locator("#places .place").filter({ has: at.page.locator(".place-name", { hasText: new RegExp(`^${name}$`) }) }).click();
const write = async (text) => {
  await at.page.locator("#teams-text").fill(text);
  await at.page.locator("#teams-text").press("Enter");
};

test("one alert opens one follow-up in both tools", options, async () => {
  await at.page.getByLabel("Alert", { exact: true }).fill("Payments time out");
  await at.page.getByRole("button", { name: "The alert fires and resolves" }).click();
  await slack().getByText("Incident · Payments time out").waitFor();
  await posts().getByText("Payments time out").first().waitFor();
  await posts().locator(".ac-adaptiveCard").first().waitFor();
  await at.shoot("t1-both");
});

test("a button of a card works, and both heads count it", options, async () => {
  await posts().getByRole("button", { name: "Still broken" }).click();
  await posts().locator(".notice").getByText("still broken", { exact: false }).waitFor();
  await posts().locator(".ac-columnSet").filter({ hasText: /1\s*Still broken/ }).waitFor();
  await slack().getByText("Still broken: 1").waitFor();
  await at.shoot("t2-answered");
});

test("IT acknowledges in a dialog", options, async () => {
  await at.become("Ivan");
  await posts().getByRole("button", { name: "Acknowledge" }).first().click();
  await dialog().getByRole("heading", { name: "Acknowledge a mistake" }).waitFor();
  assert.equal(await at.page.evaluate(() => document.activeElement.closest("dialog") !== null), true, "the focus is in the dialog");
  await dialog().getByRole("textbox", { name: "What happened" }).fill("I restarted the gateway with an old configuration.");
  await dialog().getByRole("button", { name: "Acknowledge" }).click();
  await dialog().getByText("Say what comes next.").waitFor();
  assert.equal(await dialog().getByRole("textbox", { name: "What happened" }).inputValue(), "I restarted the gateway with an old configuration.", "what was entered stays");
  await at.shoot("t3-dialog-errors");
  await dialog().getByRole("textbox", { name: "How it is being put right" }).fill("The right one is back.");
  await dialog().getByRole("textbox", { name: "What comes next" }).fill("Restarts take the release’s configuration only.");
  await dialog().getByRole("button", { name: "Acknowledge" }).click();
  await dialog().getByText("Recorded as M-1").waitFor();
  await at.shoot("t4-recorded");
  await at.page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
  await posts().getByText("M-1: I restarted the gateway").first().waitFor();
  await slack().getByText("M-1: I restarted the gateway").first().waitFor();
});

test("words in the Teams thread appear in Slack’s, and stay words", options, async () => {
  await at.become("Olga");
  await posts().getByRole("button", { name: "Reply" }).first().click();
  await at.page.locator("#answering").getByText("In the thread of Debrief").waitFor();
  await write("<img src=x onerror=alert(1)> refunds hang & <b>fail</b> **now**");
  await posts().getByText("<img src=x onerror=alert(1)>").first().waitFor();
  assert.equal(await at.page.locator('img[src="x"]').count(), 0);
  await slack().locator(".thread-link").first().click();
  await at.page.getByRole("complementary", { name: "Thread" }).getByText("<b>fail</b> **now**").waitFor();
  await at.shoot("t5-mirrored");
  await at.page.getByRole("button", { name: "Close the thread" }).click();
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
  const box = at.page.locator("#teams-text");
  await box.fill("");
  await box.pressSequentially("Thanks @pr");
  await at.page.getByRole("option", { name: "@priya" }).waitFor();
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
  await posts().locator(".ac-adaptiveCard").first().waitFor();
  await teams().getByRole("button", { name: "Remove Debrief" }).click();
  await teams().getByRole("button", { name: "Add Debrief" }).waitFor();
  await openPlace("checkout");
});

test("moving the clock to Monday brings the summary, once", options, async () => {
  await at.page.getByRole("button", { name: "Monday 09:00" }).click();
  await openPlace("operations");
  await posts().getByText("Weekly summary").first().waitFor();
  await at.page.locator("#moving:empty").waitFor({ state: "attached" });
  assert.equal(await posts().getByText("Weekly summary").count(), 1);
  await at.shoot("t6-summary");
});

test("everything one can use has a name", options, async () => {
  await openPlace("checkout");
  const nameless = await at.page.evaluate(() => [...document.querySelectorAll("button, input, select, textarea, a[href]")]
    .filter((node) => node.checkVisibility())
    .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length || node.title))
    .map((node) => node.outerHTML.slice(0, 120)));
  assert.deepEqual(nameless, []);
});

test("a small window shows one tool at a time", options, async () => {
  await at.page.setViewportSize({ width: 900, height: 640 });
  await at.page.getByRole("button", { name: "Teams", exact: true }).click();
  assert.equal(await slack().isVisible(), false);
  assert.equal(await teams().isVisible(), true);
  await at.shoot("t7-small");
  assert.equal(await at.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out to the side");
  await at.page.getByRole("button", { name: "Slack", exact: true }).click();
  assert.equal(await teams().isVisible(), false);
});

test("without Microsoft’s renderer a card is its plain text", options, async () => {
  const other = await at.page.context().browser().newPage({ viewport: { width: 1500, height: 950 } });
  await other.route("**/sandbox/state*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), renderer: false } });
  });
  await other.goto(at.demo.url);
  await other.locator("#posts .plain-card").first().getByText("Incident · Payments time out").waitFor();
  await other.locator("#posts .plain-card").first().getByText("has no renderer for Adaptive Cards").waitFor();
  assert.equal(await other.locator(".ac-adaptiveCard").count(), 0);
  await other.screenshot({ path: `${shots}t8-plain.png` });
  await other.unrouteAll({ behavior: "ignoreErrors" });
  await other.close();
});

test("nothing went wrong meanwhile", options, async () => {
  assert.deepEqual(await at.page.evaluate(() => window.cardProblems), [], "Microsoft's renderer has nothing to say against a card");
  assert.deepEqual(at.problems, []);
  assert.equal(at.demo.warnings(), "");
});
