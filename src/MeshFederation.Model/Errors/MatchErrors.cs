using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Errors;

/// <summary>Errors about matches.</summary>
public static class MatchErrors
{
    /// <summary>The error for something that is no match.</summary>
    /// <param name="target">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(object? target, string why) => new(
        MeshErrorId.MatchInvalid,
        MeshErrorKind.InvalidArgument,
        target is null or "" ? $"A match cannot be used: {why}." : $"The match '{target}' cannot be used: {why}.",
        "Write it as @{ PathPrefix = '/api'; Header = @{ 'end-user' = 'jason' } }, or make it with New-MeshMatch.",
        target);

    /// <summary>The error for a star that would stand for itself (istio networking/v1 StringMatch has no wildcards).</summary>
    /// <param name="where">What is compared: <c>Path</c>, <c>PathPrefix</c>, or the name of a header or query parameter.</param>
    /// <param name="kind">How it is compared.</param>
    /// <param name="text">What was typed.</param>
    /// <returns>The error.</returns>
    public static MeshException Wildcard(string where, StringMatchKind kind, string text)
    {
        var isPath = where.StartsWith("Path", StringComparison.Ordinal);
        var itself = kind == StringMatchKind.Exact && !isPath
            ? $"@{{ Exact = {Quoted(text)} }}"
            : Regex(isPath, kind == StringMatchKind.Exact ? Escaped(text) : Escaped(text) + ".*");
        return new(
            MeshErrorId.MatchWildcard,
            MeshErrorKind.InvalidArgument,
            $"The '*' in '{text}' of {where} is no wildcard: only requests that have a '*' there would match.",
            $"Write {Meant(isPath, kind, text)}; a '*' itself is meant by {itself}.",
            text);
    }

    private static string Meant(bool isPath, StringMatchKind kind, string text)
    {
        var start = text.TrimEnd('*');
        if (start.Contains('*', StringComparison.Ordinal))
        {
            var parts = text.Split('*').Select(Escaped);
            return Regex(isPath, string.Join(isPath ? "[^/]*" : ".*", parts) + (kind == StringMatchKind.Prefix ? ".*" : ""));
        }

        if (isPath) return $"PathPrefix = {Quoted(start.Length == 0 ? "/" : start)} for what begins like that";
        return start.Length == 0
            ? "@{ Present = $true } for any value"
            : $"@{{ Prefix = {Quoted(start)} }} for what begins like that";
    }

    private static string Regex(bool isPath, string expression) =>
        isPath ? $"PathRegex = {Quoted(expression)}" : $"@{{ Regex = {Quoted(expression)} }}";

    private static string Escaped(string text) => System.Text.RegularExpressions.Regex.Escape(text);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
