using System.Globalization;
using MeshFederation.Model.Errors;

namespace MeshFederation.Model.Clusters;

/// <summary>
/// A version of Istio: major, minor and patch. What a distribution appends, as in <c>1.30.3-distroless</c>, does not count.
/// </summary>
public sealed record IstioVersion(int Major, int Minor, int Patch) : IComparable<IstioVersion>, IComparable
{
    /// <summary>The major version.</summary>
    public int Major { get; internal init; } = Major;

    /// <summary>The minor version.</summary>
    public int Minor { get; internal init; } = Minor;

    /// <summary>The patch version.</summary>
    public int Patch { get; internal init; } = Patch;

    /// <summary>The minor version of 1.4, the oldest whose behaviour is known.</summary>
    public const int OldestMinor = 4;

    /// <summary>The version that is meant where none is given.</summary>
    public static readonly IstioVersion Current = new(1, 30, 3);

    /// <summary>Whether the left version is older.</summary>
    public static bool operator <(IstioVersion left, IstioVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left version is newer.</summary>
    public static bool operator >(IstioVersion left, IstioVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left version is older or the same.</summary>
    public static bool operator <=(IstioVersion left, IstioVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left version is newer or the same.</summary>
    public static bool operator >=(IstioVersion left, IstioVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a version.</summary>
    /// <param name="text">The text, as <c>1.30</c>, <c>v1.30.3</c> or <c>1.30.3-distroless</c>; without a patch, 0 is meant.</param>
    /// <returns>The version.</returns>
    /// <exception cref="MeshException">The text is no version of Istio.</exception>
    public static IstioVersion Parse(string text) => Read(text) switch
    {
        null => throw new MeshException(
            MeshErrorId.IstioVersionInvalid,
            MeshErrorKind.InvalidArgument,
            $"'{text}' is not a version of Istio.",
            "Write it as 1.30.3.",
            text),
        { Minor: < OldestMinor } => throw TooOld(text),
        var version => version,
    };

    /// <summary>Reads a version that may be none, as the tag of an image.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The version, or null when the text is none, or one that is older than all whose behaviour is known.</returns>
    public static IstioVersion? TryParse(string text) => Read(text) is { Minor: >= OldestMinor } version ? version : null;

    /// <summary>Whether a text is a version of Istio that is older than any whose behaviour is known.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool IsTooOld(string text) => Read(text) is { Minor: < OldestMinor };

    private static IstioVersion? Read(string text)
    {
        var core = text.StartsWith('v') ? text[1..] : text;
        var end = core.AsSpan().IndexOfAnyExcept(DigitsAndDots);
        var parts = (end < 0 ? core : core[..end]).Split('.');
        if (parts.Length is 2 or 3 && (end < 0 || core[end] is '-' or '+')
            && Number(parts[0]) is 1 && Number(parts[1]) is { } minor && (parts.Length == 2 ? 0 : Number(parts[2])) is { } patch)
        {
            return new(1, minor, patch);
        }

        return null;
    }

    /// <inheritdoc />
    public int CompareTo(IstioVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <inheritdoc />
    public int CompareTo(object? obj) => obj is string text ? CompareTo(Parse(text)) : CompareTo(obj as IstioVersion);

    /// <summary>The version as <c>1.30.3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Major}.{Minor}.{Patch}");

    private static readonly System.Buffers.SearchValues<char> DigitsAndDots = System.Buffers.SearchValues.Create("0123456789.");

    /// <summary>Nobody runs Istio 1.3, but the number 1.30 loses its last zero on its way from a hashtable or a CSV file.</summary>
    private static MeshException TooOld(string text) => new(
        MeshErrorId.IstioVersionInvalid,
        MeshErrorKind.InvalidArgument,
        FormattableString.Invariant($"Istio {text} is older than 1.{OldestMinor}, the oldest version that can be federated."),
        $"If {text}0 is meant, write it as a text: '{text}0'.",
        text);

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
