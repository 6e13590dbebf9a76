// The demo's page in a real browser: what people see first must work as they expect.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, options } from "./demo.mjs";

const at = openPage({ width: 1440, height: 900 });
const openChannel = (name) => at.page.getByRole("navigation").getByRole("button", { name }).first().click();
const room = () => at.page.locator("#messages");
const thread = () => at.page.getByRole("complementary", { name: "Thread" });
const dialog = () => at.page.getByRole("dialog");
const write = async (text) => {
  await at.page.locator("#composer-text").fill(text);
  await at.page.locator("#composer-text").press("Enter");
};

test("an alert that resolves opens a follow-up, and ops answer with one tap", options, async () => {
  await at.page.getByLabel("Alert", { exact: true }).fill("Payments time out");
  await at.page.getByRole("button", { name: "The alert fires and resolves" }).click();
  await room().getByText("Incident · Payments time out").waitFor();
  await at.shoot("1-head");
  await room().getByRole("button", { name: "Still broken" }).click();
  await room().getByText("Recorded: still broken").waitFor();
  await room().getByText("Only visible to you").waitFor();
  await room().getByText("Still broken: 1").waitFor();
  await at.shoot("2-answered");
});

test("others do not see what is only for one person", options, async () => {
  await at.become("Piotr");
  await room().getByText("Still broken: 1").waitFor();
  assert.equal(await room().getByText("Only visible to you").count(), 0);
});

test("people write in the thread, edit, and their words stay words", options, async () => {
  await at.become("Olga");
  await room().locator(".thread-link").click();
  const box = thread().getByRole("combobox");
  await box.fill("<img src=x onerror=alert(1)> *refunds* hang & <b>fail</b>");
  await box.press("Enter");
  const reply = thread().locator(".message").last();
  await reply.getByText("<img src=x onerror=alert(1)>").waitFor();
  assert.equal(await at.page.locator('img[src="x"]').count(), 0);
  assert.equal(await reply.locator("strong", { hasText: "refunds" }).count(), 1);
  await reply.hover();
  await reply.getByRole("button", { name: "Edit message" }).click();
  await thread().getByRole("textbox", { name: "Edit message" }).fill("Refunds hang");
  await thread().getByRole("button", { name: "Save" }).click();
  await thread().getByText("(edited)").waitFor();
  await at.shoot("3-thread");
  await box.fill("/debrief status");
  await box.press("Enter");
  await thread().getByText("/debrief is not supported in threads. Sorry!").waitFor();
  await at.page.getByRole("button", { name: "Close the thread" }).click();
});

test("IT acknowledges in a form that can be used by keyboard", options, async () => {
  await at.become("Ivan");
  await openChannel("checkout");
  await room().getByRole("button", { name: "Acknowledge" }).first().click();
  await dialog().getByRole("heading", { name: "Acknowledge a mistake" }).waitFor();
  assert.equal(await at.page.evaluate(() => document.activeElement.closest("dialog") !== null), true, "the focus is in the form");
  await at.page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
  await room().getByRole("button", { name: "Acknowledge" }).first().click();
  await dialog().getByLabel("What happened").fill("I restarted the gateway with an old configuration.");
  await dialog().getByRole("button", { name: "Acknowledge" }).click();
  await dialog().getByText("Please complete this required field.").first().waitFor();
  assert.equal(await dialog().getByLabel("What happened").inputValue(), "I restarted the gateway with an old configuration.", "what was entered stays");
  await at.shoot("4-form-errors");
  await dialog().getByLabel("How it is being put right").fill("The right one is back.");
  await dialog().getByLabel("What comes next").fill("Restarts take the release’s configuration only.");
  await dialog().getByRole("button", { name: "Acknowledge" }).click();
  await dialog().waitFor({ state: "hidden" });
  await room().getByText("M-1: I restarted the gateway").waitFor();
  await at.shoot("5-acknowledged");
});

test("a command opens a form with choices", options, async () => {
  await write("/debrief open");
  await dialog().getByRole("heading", { name: "Open a follow-up" }).waitFor();
  await dialog().getByRole("radio", { name: "Upgrade" }).check();
  await dialog().getByLabel("Title").fill("Gateway 2.4");
  await dialog().getByLabel("Service (optional)").selectOption("checkout");
  await dialog().getByLabel("IT owner (optional)").selectOption("Ivan Horvat");
  await at.shoot("6-open-form");
  await dialog().getByRole("button", { name: "Open", exact: true }).click();
  await room().getByText("Upgrade · Gateway 2.4").waitFor();
});

test("what is not understood is refused with a hint", options, async () => {
  await write("/debrief stauts");
  await room().getByText("Did you mean").waitFor();
});

test("names are completed", options, async () => {
  const box = at.page.locator("#composer-text");
  await box.fill("");
  await box.pressSequentially("Thanks @pr");
  await at.page.getByRole("option", { name: "@priya" }).waitFor();
  await box.press("Tab");
  assert.equal(await box.inputValue(), "Thanks @priya ");
  await box.press("Enter");
  await room().locator(".mention", { hasText: "@Priya Nair" }).first().waitFor();
});

test("the Home tab shows what needs one, and its buttons answer", options, async () => {
  await at.become("Ivan");
  await openChannel("Debrief’s Home tab");
  await room().getByText("What needs you").waitFor();
  const factor = room().locator(".section", { hasText: "What led to M-1" });
  await factor.getByRole("button").click();
  await dialog().getByRole("heading", { name: "Add a factor" }).waitFor();
  await at.shoot("9-home");
  await dialog().getByRole("textbox").first().fill("Nobody compared the configurations.");
  await dialog().locator("button[type=submit]").click();
  await dialog().waitFor({ state: "hidden" });
  await factor.waitFor({ state: "detached" });
  await at.become("Mei");
  await room().getByText("Nothing waits for you").waitFor();
  await at.become("Olga");
  await openChannel("checkout");
  await room().getByText("Payments time out").first().waitFor();
});

test("moving the clock to Monday brings the weekly summary", options, async () => {
  await at.page.getByRole("button", { name: "Monday 09:00" }).click();
  await openChannel("operations");
  await room().getByText("Weekly summary").first().waitFor();
  await at.page.locator("#moving:empty").waitFor({ state: "attached" });
  await at.shoot("7-summary");
  assert.equal(await room().getByText("Weekly summary").count(), 1);
  assert.match(await at.page.locator("#clock").textContent(), /Mon,? .*09:00 · Europe\/Berlin/, "the person’s zone counts, not the browser’s");
});

test("everything one can use has a name", options, async () => {
  await openChannel("checkout");
  const nameless = await at.page.evaluate(() => [...document.querySelectorAll("button, input, select, textarea, a[href]")]
    .filter((node) => node.checkVisibility())
    .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length || node.title))
    .map((node) => node.outerHTML.slice(0, 120)));
  assert.deepEqual(nameless, []);
});

test("it fits a small window", options, async () => {
  await at.page.setViewportSize({ width: 900, height: 640 });
  await at.shoot("8-small");
  assert.equal(await at.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out to the side");
});

test("nothing went wrong meanwhile", options, () => {
  assert.deepEqual(at.problems, []);
  assert.equal(at.demo.warnings(), "");
});
