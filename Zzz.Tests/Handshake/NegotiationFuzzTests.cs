using Xunit;
using Zzz.Handshake;
using Zzz.Protocol;

namespace Zzz.Tests.Handshake;

/// <summary>Offers from the corpus, damaged: negotiation never throws, and agrees on nothing that either side did not want.</summary>
public class NegotiationFuzzTests
{
    private const int Iterations = 30_000;
    private const string Alphabet = " \t;,=\"\\0189abcdeflmnoprstuvwx_-\u00e9\0";

    private static readonly string[] Corpus = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Handshake", "offers.txt"));

    [Fact]
    public void Damaged_offers()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < Iterations; i++)
        {
            string offers = Damaged(random);
            var options = new WsCompressionOptions
            {
                ServerContextTakeover = random.Next(2) == 0,
                ClientContextTakeover = random.Next(2) == 0,
                ServerMaxWindowBits = random.Next(2) == 0 ? null : random.Next(8, 16),
                ClientMaxWindowBits = random.Next(2) == 0 ? null : random.Next(8, 16),
            };
            Judge(Negotiate(offers, options), options, $"seed {seed}, iteration {i}: {offers}");
        }
    }

    [Fact]
    public void The_corpus_itself_is_accepted() =>
        Assert.All(Corpus, offers => Assert.NotNull(Negotiate(offers, new WsCompressionOptions())));

    private static (DeflateParameters Parameters, string Response)? Negotiate(string line, WsCompressionOptions options) =>
        ExtensionOfferParser.TryParse([line], out IReadOnlyList<ExtensionOffer> offers) ? DeflateNegotiation.Negotiate(offers, options) : null;

    private static void Judge((DeflateParameters Parameters, string Response)? agreed, WsCompressionOptions options, string what)
    {
        if (agreed is not ({ } parameters, { } response)) return;
        Assert.True(parameters.ServerWindowBits >= 8 && parameters.ServerWindowBits <= (options.ServerMaxWindowBits ?? 15), what);
        Assert.True(parameters.ClientWindowBits is >= 8 and <= 15, what);
        Assert.True(options.ServerContextTakeover || !parameters.ServerContextTakeover, what);
        Assert.True(options.ClientContextTakeover || !parameters.ClientContextTakeover, what);
        Assert.True(!parameters.ClientContextTakeover || parameters.ClientWindowBits <= (options.ClientMaxWindowBits ?? 12), what);
        Assert.StartsWith("permessage-deflate", response, StringComparison.Ordinal);
        Assert.Equal(!parameters.ServerContextTakeover, response.Contains("server_no_context_takeover", StringComparison.Ordinal));
        Assert.Equal(!parameters.ClientContextTakeover, response.Contains("client_no_context_takeover", StringComparison.Ordinal));
    }

    private static string Damaged(Random random)
    {
        var offers = new List<char>(Corpus[random.Next(Corpus.Length)]);
        for (int changes = random.Next(5); changes > 0 && offers.Count > 0; changes--)
        {
            int at = random.Next(offers.Count);
            switch (random.Next(3))
            {
                case 0: offers[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                case 1: offers.RemoveAt(at); break;
                default: offers.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
            }
        }

        return new string([.. offers]);
    }
}
