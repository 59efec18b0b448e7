import { all, goroutine, has, started, waits } from "./match.ts";
import type { Row } from "./row.ts";

/** Goroutines that the client of another service starts, and ends when it is closed. */
export const clients: readonly Row[] = [
	{
		id: "websocket-read-waits",
		when: all(
			goroutine,
			has(
				"github.com/gorilla/websocket.(*Conn).NextReader",
				"github.com/gorilla/websocket.(*Conn).advanceFrame",
			),
			waits("IO wait"),
		),
		cause:
			"It reads from a WebSocket that neither end closes and on which nothing comes, and no deadline ends the read.",
		mend: "Close the connection when its user is done, and move the read deadline on with every pong.",
		code: `conn.SetReadDeadline(time.Now().Add(pongWait))
conn.SetPongHandler(func(string) error {
	return conn.SetReadDeadline(time.Now().Add(pongWait))
})`,
		link: "https://pkg.go.dev/github.com/gorilla/websocket#Conn.SetReadDeadline",
	},
	{
		id: "websocket-not-closed",
		when: started(
			"github.com/coder/websocket.(*Conn).timeoutLoop",
			"nhooyr.io/websocket.(*Conn).timeoutLoop",
		),
		cause: "WebSockets are opened or accepted and not closed.",
		mend: "Call `CloseNow` by `defer`: after a proper Close it does nothing.",
		code: `conn, err := websocket.Accept(w, r, nil)
if err != nil {
	return
}
defer conn.CloseNow()`,
		link: "https://pkg.go.dev/github.com/coder/websocket#Conn.CloseNow",
	},
	{
		id: "redis-client-per-request",
		when: started(
			"github.com/go-redis/redis/internal/pool.(*ConnPool).reaper",
			"github.com/redis/go-redis/internal/pool.(*ConnPool).reaper",
			"gopkg.in/redis.v5/internal/pool.(*ConnPool).reaper",
		),
		cause:
			"Clients of go-redis pile up: probably each request makes one and does not close it.",
		mend: "Make one client at the start and share it: it is a pool, and safe for concurrent use.",
		code: `client := redis.NewClient(options) // once, in main
defer client.Close()`,
		link: "https://pkg.go.dev/github.com/redis/go-redis/v9#Client.Close",
	},
	{
		id: "mongo-client-per-request",
		when: started(
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*Server).update",
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*rttMonitor).start",
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*rttMonitor).connect",
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*pool).maintain",
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*pool).createConnections",
		),
		cause:
			"Clients of MongoDB pile up: probably each request makes one and does not disconnect it.",
		mend: "Make one client at the start and share it: it is safe for concurrent use.",
		code: `client, err := mongo.Connect(options) // once, in main
if err != nil {
	return err
}
defer client.Disconnect(ctx)`,
		link: "https://pkg.go.dev/go.mongodb.org/mongo-driver/v2/mongo#Client.Disconnect",
	},
	{
		id: "kafka-client-not-closed",
		when: all(
			goroutine,
			has(
				"github.com/IBM/sarama.(*client).backgroundMetadataUpdater",
				"github.com/IBM/sarama.(*Broker).responseReceiver",
				"github.com/Shopify/sarama.(*client).backgroundMetadataUpdater",
				"github.com/Shopify/sarama.(*Broker).responseReceiver",
			),
		),
		cause:
			"Clients, producers or consumers of sarama pile up: probably each request makes one and does not close it.",
		mend: "Make one producer at the start and share it, and close every client, producer and consumer.",
		code: `producer, err := sarama.NewSyncProducer(brokers, config) // once, in main
if err != nil {
	return err
}
defer producer.Close()`,
		link: "https://pkg.go.dev/github.com/IBM/sarama#SyncProducer",
	},
	{
		id: "amqp-connection-per-request",
		when: started(
			"github.com/rabbitmq/amqp091-go.(*Connection).reader",
			"github.com/rabbitmq/amqp091-go.(*Connection).heartbeater",
			"github.com/streadway/amqp.(*Connection).reader",
			"github.com/streadway/amqp.(*Connection).heartbeater",
		),
		cause:
			"Connections to RabbitMQ pile up: probably each request dials one and does not close it.",
		mend: "Dial once and share the connection; open a channel for each goroutine on it.",
		code: `conn, err := amqp.Dial(url) // once, in main
if err != nil {
	return err
}
defer conn.Close()`,
		link: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Connection.Close",
	},
	{
		id: "nats-connection-per-request",
		when: started(
			"github.com/nats-io/nats.go.(*Conn).readLoop",
			"github.com/nats-io/nats.go.(*Conn).flusher",
		),
		cause:
			"Connections to NATS pile up: probably each request makes one and does not close it.",
		mend: "Connect once and share the connection: it is safe for concurrent use.",
		code: `nc, err := nats.Connect(url) // once, in main
if err != nil {
	return err
}
defer nc.Close()`,
		link: "https://pkg.go.dev/github.com/nats-io/nats.go#Conn.Close",
	},
	{
		id: "kubernetes-watch-not-stopped",
		when: started("k8s.io/apimachinery/pkg/watch.(*StreamWatcher).receive"),
		cause: "Watches of the Kubernetes API are started and not stopped.",
		mend: "Stop each watch by `defer`, or give it a context that ends.",
		code: `watcher, err := pods.Watch(ctx, options)
if err != nil {
	return err
}
defer watcher.Stop()`,
		link: "https://pkg.go.dev/k8s.io/apimachinery/pkg/watch#Interface",
	},
];
