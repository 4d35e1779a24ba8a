namespace MeshFederation.Clusters.Istiod;

/// <summary>What an istiod pod answered, or why it did not.</summary>
/// <param name="Body">The answer; null when there is none.</param>
/// <param name="WhyNot">Why there is none, as the end of a sentence without its full stop.</param>
/// <param name="IsLasting">Whether asking again is of no use.</param>
internal sealed record IstiodReply(byte[]? Body, string WhyNot = "", bool IsLasting = false)
{
    /// <summary>
    /// Whether no way to a pod was known to work when it was asked, so that a pod which is about to go looks like one that refuses.
    /// </summary>
    public bool IsGuess { get; init; }

    /// <summary>When it was given, by istiod's clock, in whole seconds.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Asking again gives the same.</summary>
    public static IstiodReply Refused(string why) => new(null, why, IsLasting: true);

    /// <summary>Asking again may help.</summary>
    public static IstiodReply Silent(string why) => new(null, why);
}
