import type { Metric } from "../model/metric.ts";

export const tcpConnections: Metric = {
	name: "tcp_connections",
	unit: "count",
	description:
		"TCP sockets that the process holds, in whatever state, but for those that listen (Linux).",
	unmeasured: "only the agent on Linux tells it",
	read: ({ tcpConnections: byState }) =>
		byState && Object.values(byState).reduce((sum, count) => sum + count, 0),
	parts: (counters) => counters.tcpConnections,
	settles: "exact",
	room: { growth: 4 },
};
