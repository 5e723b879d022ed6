import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { command, serve } from "./programs.mjs";

// Starts a demonstration and one that runs for real, each with a fresh data folder, for all tests. What the tests are told
// of them stands in the environment.
export default async function start() {
  const folder = await mkdtemp(path.join(tmpdir(), "sevenfold-"));
  // The private Postgres runs as another user where we are root.
  await chmod(folder, 0o755);
  const mail = path.join(folder, "mail");
  const real = path.join(folder, "real");
  const running = await Promise.allSettled([
    serve(["--demo", "--data", path.join(folder, "demo")], {}),
    serve(["--data", real], { MAIL_FOLDER: mail, SEVENFOLD_OPERATOR: "Example Hosting Ltd" }),
  ]);
  const stop = async () => {
    await Promise.all(running.filter((r) => r.status === "fulfilled").map((r) => r.value.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const lost = running.find((r) => r.status === "rejected");
    if (lost) throw lost.reason;
    const [demonstration, trial] = running.map((r) => r.value);
    process.env.BROWSERTEST_DEMONSTRATION = demonstration.address;
    process.env.BROWSERTEST_REAL = trial.address;
    process.env.BROWSERTEST_MAIL = mail;
    process.env.BROWSERTEST_FRAMEWORK = path.join(folder, "framework.json"); // too long to stand in the environment itself
    await writeFile(process.env.BROWSERTEST_FRAMEWORK, command(["framework", "show", "--json"]));
    process.env.BROWSERTEST_TRUST = addTrust(real);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

// A trust, a few of its people, and who looks after the installation.
function addTrust(data) {
  const trust = command(["trust", "add", "--data", data, "--name", "Saltmarsh Learning Trust"]);
  const people = [
    ["clerk", "Grace Tan", "governance-professional"],
    ["secretary", "Wyn Hughes", "governance-professional"],
    ["chair", "Idris Vaughan", "chair"],
    ["trustee", "Nuala Byrne", "trustee"],
    ["governor", "Tom Ridley", "local-governor"],
  ];
  for (const [local, name, role] of people) {
    command(["person", "add", "--data", data, "--trust", trust, "--email", `${local}@saltmarsh.example`, "--name", name, "--role", role]);
  }
  command(["operator", "add", "--data", data, "--email", "operator@saltmarsh.example"]);
  return trust;
}
