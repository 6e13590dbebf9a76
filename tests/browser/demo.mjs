// Starts `debrief demo` and a real Chromium on its page.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const builds = ["build/release/debrief", "build/dev/debrief"].map((path) => root + path);

/** The program under test: DEBRIEF_BINARY, else the newest kind of build that is there. */
export const binary = process.env.DEBRIEF_BINARY ?? builds.find((path) => existsSync(path)) ?? builds[0];
export const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const shots = `${root}build/browser/`;
mkdirSync(shots, { recursive: true });

/** Resolves to {url, stop()} once the workspace is there. */
export function startDemo() {
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

export async function startBrowser() {
  const { chromium: driver } = await import("playwright-core");
  return driver.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}
