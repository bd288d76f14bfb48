/** A process to be killed: a whole gateway with the options given; says where it listens, then that it is ready. */
import { readConfig } from "../config.ts";
import { domain } from "../domain.ts";
import { startGateway } from "../server.ts";

const { url } = await startGateway(readConfig({}, process.argv.slice(2)), domain);
process.stdout.write(`${url}\nready\n`);
