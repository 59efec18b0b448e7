import { channels } from "./channels.ts";
import { clients } from "./clients.ts";
import { contexts } from "./contexts.ts";
import { files } from "./files.ts";
import { groups } from "./groups.ts";
import { grpc } from "./grpc.ts";
import { handlers } from "./handlers.ts";
import { heap } from "./heap.ts";
import { held } from "./held.ts";
import { httpClient } from "./http-client.ts";
import { httpServer } from "./http-server.ts";
import { libraries } from "./libraries.ts";
import { locks } from "./locks.ts";
import { memory } from "./memory.ts";
import { network } from "./network.ts";
import { nilChannels } from "./nil-channels.ts";
import { openedHere } from "./opened-here.ts";
import { processes } from "./processes.ts";
import type { Row } from "./row.ts";
import { sql } from "./sql.ts";
import { still } from "./still.ts";

/**
 * Every signature. The first that knows a stack is the answer, so the order is
 * from what only one stack shows to what many share: whose goroutine it is (a
 * library's, a connection's), then what it is in the middle of (a request, a
 * query, a lock), and only then the bare wait; every blocked handler also
 * waits on a channel. For memory it is the same: whose it is, before that it is kept.
 */
export const rows: readonly Row[] = [
	...nilChannels,
	...clients,
	...libraries,
	...grpc,
	...httpClient,
	...httpServer,
	...sql,
	...openedHere,
	...held,
	...contexts,
	...processes,
	...groups,
	...locks,
	...network,
	...files,
	...handlers,
	...channels,
	...still,
	...memory,
	...heap,
];
