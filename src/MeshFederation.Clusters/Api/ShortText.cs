namespace MeshFederation.Clusters.Api;

/// <summary>Cuts what a server says to what can be read: webhooks may answer with pages.</summary>
internal static class ShortText
{
    private const int Longest = 500;

    public static string Of(string text)
    {
        if (text.Length <= Longest) return text;
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return FormattableString.Invariant($"{text[..end].TrimEnd()}… ({text.Length - end} more characters; -Debug shows all).");
    }
}
