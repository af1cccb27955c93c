using Zzz.Bench;
using Zzz.Bench.Cluster;
using Zzz.Bench.Codec;
using Zzz.Bench.Compare;
using Zzz.Bench.Dispatch;
using Zzz.Bench.Generators;
using Zzz.Bench.Guard;
using Zzz.Bench.History;
using Zzz.Bench.Shutdown;
using Zzz.Bench.Soak;
using Zzz.Bench.Startup;

Verb[] verbs =
[
    new("compare", "Zzz against ASP.NET Core's middleware, SignalR, ws and Bun: processor time, latency and memory", CompareBenchmark.Run),
    new("idle", "RAM per idle connection, at 5,000 of them", args => CompareBenchmark.Run(["--scenarios", "idle", .. args])),
    new("soak", "20,000 connections with churn, echoes and broadcasts for 5 minutes: leaks, and lost or doubled messages", SoakBenchmark.Run),
    new("sigterm", "SIGTERM while 5,000 connections echo, also over TLS (--tls): close codes and time", ShutdownBenchmark.Run),
    new("startup", "an executable's time to the first 101", StartupBenchmark.Run),
    new("guard", "allocations, system calls and instructions per message, held to bench/guard.json", GuardBenchmark.Run),
    new("core-echo", "echoes in the protocol core alone, for tools that count instructions: PAYLOAD COUNT", CoreEcho.Run),
    new("codec", "permessage-deflate against System.IO.Compression: time, size and memory", CodecBenchmark.Run),
    new("train", "the code lengths of Zzz.Runtime/Deflate/Deflating/Coding/TrainedLengths.cs, from made-up messages and the docs", CodeTraining.Run),
    new("dispatch", "an echo through the generated session against a call by hand: time and memory", DispatchBenchmark.Run),
    new("history", "a broadcast to 10,000 members of a topic with a history, against one without", HistoryBenchmark.Run),
    new("cluster", "three servers and Redis: Zzz against SignalR with its Redis backplane", ClusterBenchmark.Run),
    new("generator", "1,000 controllers, an edit of one: time of the generator, and files that it writes anew", GeneratorBenchmark.Run),
];

Verb? verb = verbs.FirstOrDefault(verb => args is [var name, ..] && name == verb.Name);
if (verb is null)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Zzz.Bench -- <verb>");
    foreach (Verb known in verbs)
        Console.Error.WriteLine($"  {known.Name,-10} {known.Summary}");
    return 2;
}

try
{
    verb.Run(args[1..]);
    return 0;
}
catch (ArgumentException misused)
{
    Console.Error.WriteLine(misused.Message);
    return 2;
}
