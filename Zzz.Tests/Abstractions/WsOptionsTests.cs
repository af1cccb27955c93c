using System.Reflection;
using Xunit;

namespace Zzz.Tests.Abstractions;

public class WsOptionsTests
{
    [Fact]
    public void A_copy_has_the_values_of_every_property()
    {
        var original = new WsOptions();
        foreach (PropertyInfo property in typeof(WsOptions).GetProperties())
            Change(property, original);

        var copy = new WsOptions(original);

        foreach (PropertyInfo property in typeof(WsOptions).GetProperties())
            Assert.Equal(property.GetValue(original), property.GetValue(copy));
    }

    [Fact]
    public void A_change_of_a_copy_leaves_the_original_as_it_is()
    {
        var original = new WsOptions();
        var copy = new WsOptions(original) { MaxMessageSize = 1 };
        copy.Subprotocols.Add("chat");
        copy.AllowedOrigins.Add("https://example.com");

        Assert.Equal(1024 * 1024, original.MaxMessageSize);
        Assert.Empty(original.Subprotocols);
        Assert.Empty(original.AllowedOrigins);
    }

    private static void Change(PropertyInfo property, WsOptions options)
    {
        switch (property.GetValue(options))
        {
            case int value: property.SetValue(options, value + 1); break;
            case TimeSpan value: property.SetValue(options, value + TimeSpan.FromSeconds(1)); break;
            case WsSlowConsumer: property.SetValue(options, WsSlowConsumer.Drop); break;
            case IList<string> list: list.Add("one"); break;
            case var value: Assert.Fail($"{property.Name} is of a type that this test does not know: {value}"); break;
        }
    }
}
