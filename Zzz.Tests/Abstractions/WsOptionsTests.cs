using System.Reflection;
using Xunit;

namespace Zzz.Tests.Abstractions;

public class WsOptionsTests
{
    [Fact]
    public void A_copy_has_the_values_of_every_property()
    {
        var original = new WsOptions();
        Change(original);
        Change(original.Compression);
        Change(original.Channels);

        var copy = new WsOptions(original);

        AssertSame(original, copy, except: [nameof(WsOptions.Compression), nameof(WsOptions.Channels)]);
        AssertSame(original.Compression, copy.Compression);
        AssertSame(original.Channels, copy.Channels);
    }

    [Fact]
    public void A_change_of_a_copy_leaves_the_original_as_it_is()
    {
        var original = new WsOptions();
        var copy = new WsOptions(original) { MaxMessageSize = 1 };
        copy.Subprotocols.Add("chat");
        copy.AllowedOrigins.Add("https://example.com");
        copy.Compression.Enabled = false;
        copy.Channels.MaxTopicsPerConnection = 1;

        Assert.Equal(1024 * 1024, original.MaxMessageSize);
        Assert.Empty(original.Subprotocols);
        Assert.Empty(original.AllowedOrigins);
        Assert.True(original.Compression.Enabled);
        Assert.Equal(100, original.Channels.MaxTopicsPerConnection);
    }

    private static void Change<T>(T options)
    {
        foreach (PropertyInfo property in typeof(T).GetProperties())
            Change(property, options);
    }

    private static void Change<T>(PropertyInfo property, T options)
    {
        object? value = property.GetValue(options);
        if (value is IList<string> list) list.Add("one");
        else if (property.CanWrite) property.SetValue(options, Another(property, value));
    }

    private static object Another(PropertyInfo property, object? value) => value switch
    {
        int number => number + 1,
        bool flag => !flag,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        WsSlowConsumer => WsSlowConsumer.Drop,
        WsCompressionLevel => WsCompressionLevel.Optimal,
        RateLimitAction => RateLimitAction.Close,
        WsRateLimit limit => limit with { Burst = limit.Burst + 1 },
        null when property.PropertyType == typeof(WsRateLimit) => new WsRateLimit { MessagesPerSecond = 1, Burst = 1 },
        null when property.PropertyType == typeof(int?) => 9,
        _ => throw new NotSupportedException($"{property.Name} is of a type that this test does not know."),
    };

    private static void AssertSame<T>(T expected, T actual, params string[] except)
    {
        foreach (PropertyInfo property in typeof(T).GetProperties().Where(property => !except.Contains(property.Name)))
            Assert.Equal(property.GetValue(expected), property.GetValue(actual));
    }
}
