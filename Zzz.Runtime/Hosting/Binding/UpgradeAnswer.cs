using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Zzz.Hosting.Refusing;

namespace Zzz.CompilerServices;

/// <summary>Turns what an <c>OnUpgrade</c> returned into the answer that refuses a request, or <see langword="null"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UpgradeAnswer
{
    /// <summary>Of <see langword="true"/>, which accepts, or <see langword="false"/>, which refuses with 403.</summary>
    /// <param name="accepts">What was returned.</param>
    /// <returns>The answer.</returns>
    public static ValueTask<IResult?> Of(bool accepts) => new(Verdict(accepts));

    /// <summary>Of <see langword="true"/>, which accepts, or <see langword="false"/>, which refuses with 403.</summary>
    /// <param name="accepts">What was returned.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of(Task<bool> accepts)
    {
        ArgumentNullException.ThrowIfNull(accepts);
        return Verdict(await accepts);
    }

    /// <summary>Of <see langword="true"/>, which accepts, or <see langword="false"/>, which refuses with 403.</summary>
    /// <param name="accepts">What was returned.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of(ValueTask<bool> accepts) => Verdict(await accepts);

    /// <summary>Of <see langword="null"/>, which accepts, or the answer.</summary>
    /// <param name="answer">What was returned.</param>
    /// <returns>The answer.</returns>
    public static ValueTask<IResult?> Of(IResult? answer) => new(answer);

    /// <summary>Of <see langword="null"/>, which accepts, or the answer.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="answer">What was returned.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of<T>(Task<T> answer)
        where T : IResult?
    {
        ArgumentNullException.ThrowIfNull(answer);
        return await answer;
    }

    /// <summary>Of <see langword="null"/>, which accepts, or the answer.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="answer">What was returned.</param>
    /// <returns>The answer.</returns>
    public static async ValueTask<IResult?> Of<T>(ValueTask<T> answer)
        where T : IResult? => await answer;

    private static UpgradeRefusal? Verdict(bool accepts) => accepts ? null : UpgradeRefusal.Denied;
}
