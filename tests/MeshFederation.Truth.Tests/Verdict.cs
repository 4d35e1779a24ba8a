namespace MeshFederation.Truth.Tests;

/// <summary>How the engine's answer compares with Istio's.</summary>
internal enum Agreement
{
    Agrees,

    /// <summary>It says that it does not know.</summary>
    Unknown,

    Wrong,
}

/// <summary>The comparison of one answer.</summary>
/// <param name="Agreement">How it compares.</param>
/// <param name="What">What differs, or is not known.</param>
internal sealed record Verdict(Agreement Agreement, string What)
{
    public static readonly Verdict Agrees = new(Agreement.Agrees, "");

    public static Verdict Wrong(string what) => new(Agreement.Wrong, what);

    public static Verdict Unknown(string what) => new(Agreement.Unknown, what);

    /// <summary>Agreement as a whole is that of its worst part.</summary>
    public static Verdict Worst(IEnumerable<Verdict> verdicts) => verdicts.Append(Agrees).MaxBy(verdict => verdict.Agreement)!;
}
