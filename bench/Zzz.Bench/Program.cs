using Zzz.Bench;
using Zzz.Bench.Codec;
using Zzz.Bench.Compare;
using Zzz.Bench.Dispatch;
using Zzz.Bench.Generators;

Verb[] verbs =
[
    new("compare", "Zzz against ASP.NET Core's middleware, SignalR, ws and Bun: processor time, latency and memory", CompareBenchmark.Run),
    new("codec", "permessage-deflate against System.IO.Compression: time, size and memory", CodecBenchmark.Run),
    new("dispatch", "an echo through the generated session against a call by hand: time and memory", DispatchBenchmark.Run),
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
