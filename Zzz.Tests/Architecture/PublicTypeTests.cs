using System.ComponentModel;
using System.Reflection;
using Xunit;
using Zzz.CompilerServices;

namespace Zzz.Tests.Architecture;

/// <summary>Checks that public types for users and public types for emitted code are in different namespaces.</summary>
public class PublicTypeTests
{
    private const string ForEmittedCode = "Zzz.CompilerServices";

    [Fact]
    public void A_public_type_is_for_users_or_for_emitted_code() =>
        Assert.All(Types, type => Assert.True(type.Namespace is "Zzz" or ForEmittedCode, type.FullName));

    [Fact]
    public void Only_what_is_for_emitted_code_is_hidden_from_users() =>
        Assert.All(Types, type => Assert.Equal(type.Namespace == ForEmittedCode, IsHidden(type)));

    private static Type[] Types => [.. typeof(WsConnection).Assembly.GetExportedTypes(), .. typeof(WsSession).Assembly.GetExportedTypes()];

    private static bool IsHidden(Type type) => type.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never;
}
