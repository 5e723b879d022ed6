import { spawn, spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(import.meta.dirname, "../..");
const binary = path.resolve(root, process.env.SEVENFOLD_BINARY ?? "bin/sevenfold");
const patience = 60_000;

// Nothing of the environment may lead to a database or a mail server that is somebody's.
const foreign = /^(DATABASE_URL|MIGRATE_DATABASE_URL|SMTP_URL|MAIL_|SEVENFOLD_|PG)/;
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));

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
  const lost = running.find((r) => r.status === "rejected");
  if (lost) {
    await stop();
    throw lost.reason;
  }
  const [demonstration, trial] = running.map((r) => r.value);
  process.env.BROWSERTEST_DEMONSTRATION = demonstration.address;
  process.env.BROWSERTEST_REAL = trial.address;
  process.env.BROWSERTEST_MAIL = mail;
  process.env.BROWSERTEST_FRAMEWORK = command(["framework", "show", "--json"]);
  process.env.BROWSERTEST_TRUST = addTrust(real);
  return stop;
}

function addTrust(data) {
  const trust = command(["trust", "add", "--data", data, "--name", "Saltmarsh Learning Trust"]);
  const people = [
    ["clerk", "Grace Tan", "governance-professional"],
    ["chair", "Idris Vaughan", "chair"],
    ["trustee", "Nuala Byrne", "trustee"],
    ["governor", "Tom Ridley", "local-governor"],
  ];
  for (const [local, name, role] of people) {
    command(["person", "add", "--data", data, "--trust", trust, "--email", `${local}@saltmarsh.example`, "--name", name, "--role", role]);
  }
  return trust;
}

function command(args) {
  const done = spawnSync(binary, args, { cwd: root, env: environment, encoding: "utf8", maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`sevenfold ${args.join(" ")}: ${done.error ?? done.stderr}`);
  return done.stdout.trim();
}

// Serves on a free port, and is there once the program says so.
function serve(args, settings) {
  const child = spawn(binary, ["serve", "--addr", "127.0.0.1:0", ...args], { cwd: root, env: { ...environment, ...settings } });
  let said = "";
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      stop();
      reject(new Error(`sevenfold serve ${args.join(" ")} was not ready in time:\n${said}`));
    }, patience);
    const listen = (text) => {
      said += text;
      const address = /Sevenfold is ready: open (\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve({ address, stop });
    };
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`sevenfold serve ${args.join(" ")} ended with ${code}:\n${said}`));
    });
  });
}
