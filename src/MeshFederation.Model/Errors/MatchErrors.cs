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

    /// <summary>The error for a header, query parameter or path of which nothing can be asked so.</summary>
    /// <param name="part">What it is: <c>Header</c>, <c>Query</c>, <c>Path</c>.</param>
    /// <param name="target">Its name, or what was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException OfPart(string part, string target, string why)
    {
        var what = part switch
        {
            nameof(MeshMatch.Header) => $"header '{target}'",
            nameof(MeshMatch.Query) => $"query parameter '{target}'",
            _ => "path",
        };
        return new(
            MeshErrorId.MatchInvalid,
            MeshErrorKind.InvalidArgument,
            $"The {what} of a match cannot be used: {why}.",
            part == nameof(MeshMatch.Path)
                ? "Write it as PathPrefix = '/api', or as @{ Prefix = '/api' }."
                : $"Write it as {part} = @{{ name = 'value' }}, {part} = @{{ name = @{{ Prefix = 'v' }} }}, or {part} = 'name=value'.",
            target);
    }

    /// <summary>The error for a match that is one, and means nothing where it is used.</summary>
    /// <param name="match">The match.</param>
    /// <param name="why">The cause.</param>
    /// <param name="next">What to do.</param>
    /// <returns>The error.</returns>
    public static MeshException Unfit(MeshMatch match, string why, string next) =>
        new(MeshErrorId.MatchInvalid, MeshErrorKind.InvalidArgument, $"The match '{match}' cannot be used: {why}.", next, match);

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
