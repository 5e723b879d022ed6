import { spawn, spawnSync } from "node:child_process";
import path from "node:path";

const root = path.join(import.meta.dirname, "../..");
const binary = path.resolve(root, process.env.SEVENFOLD_BINARY ?? "bin/sevenfold");
const patience = 60_000;

// Nothing of the environment may lead to a database or a mail server that is somebody's.
const foreign = /^(DATABASE_URL|MIGRATE_DATABASE_URL|SMTP_URL|MAIL_|SEVENFOLD_|PG)/;
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));

// Runs a command of Sevenfold to its end; gives what it says.
export function command(args) {
  return run(binary, args);
}

function run(program, args) {
  const done = spawnSync(program, args, { cwd: root, env: environment, encoding: "utf8", maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`${path.basename(program)} ${args.join(" ")}: ${done.error ?? done.stderr}`);
  return done.stdout.trim();
}

// Serves on a free port; gives its address, and how to stop it.
export function serve(args, settings) {
  return start(binary, ["serve", "--addr", "127.0.0.1:0", ...args], settings, /Sevenfold is ready: open (\S+)/);
}

// Takes mail on a free port, and writes it into a folder; `program` is where the mail server is built.
export function takeMail(folder, program) {
  run("go", ["build", "-o", program, "./internal/mail/mailtest/serve"]);
  return start(program, [folder], {}, /Mail is taken at (\S+)/);
}

// A program is there once it says so.
function start(program, args, settings, ready) {
  const child = spawn(program, args, { cwd: root, env: { ...environment, ...settings } });
  let said = "";
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  const named = `${path.basename(program)} ${args.join(" ")}`;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      stop();
      reject(new Error(`${named} was not ready in time:\n${said}`));
    }, patience);
    const listen = (text) => {
      said += text;
      const address = ready.exec(said)?.[1];
      if (!address) return;
      clearTimeout(late);
      resolve({ address, stop });
    };
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`${named} ended with ${code}:\n${said}`));
    });
  });
}
