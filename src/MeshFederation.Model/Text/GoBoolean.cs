namespace MeshFederation.Model.Text;

/// <summary>What is true and what is false in every word that programs in Go take (Go strconv.ParseBool).</summary>
internal static class GoBoolean
{
    /// <summary>What a word says.</summary>
    /// <param name="word">The word, or null.</param>
    /// <returns>Null for what is no such word.</returns>
    public static bool? Read(string? word) => word switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };
}
