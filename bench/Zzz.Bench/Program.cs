using Zzz.Bench;
using Zzz.Bench.Codec;

Verb[] verbs =
[
    new("codec", "permessage-deflate against System.IO.Compression: time, size and memory", CodecBenchmark.Run),
];

Verb? verb = verbs.FirstOrDefault(verb => args is [var name, ..] && name == verb.Name);
if (verb is null)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/Zzz.Bench -- <verb>");
    foreach (Verb known in verbs)
        Console.Error.WriteLine($"  {known.Name,-10} {known.Summary}");
    return 2;
}
verb.Run(args[1..]);
return 0;
