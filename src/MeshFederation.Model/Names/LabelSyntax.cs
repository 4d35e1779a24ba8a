using System.Buffers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Model.Names;

/// <summary>What Kubernetes accepts as a label (k8s.io/apimachinery/pkg/util/validation: IsQualifiedName, IsValidLabelValue).</summary>
public static class LabelSyntax
{
    private const int Longest = 63;

    private static readonly SearchValues<char> Alphanumeric =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly SearchValues<char> Inner =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>Whether a text can be the key of a label: <c>[prefix/]name</c>.</summary>
    /// <param name="key">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsKey(ReadOnlySpan<char> key)
    {
        var slash = key.IndexOf('/');
        return IsName(key[(slash + 1)..]) && (slash < 0 || DnsName.IsSubdomain(key[..slash]));
    }

    /// <summary>Whether a text can be the value of a label; the empty text can.</summary>
    /// <param name="value">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsValue(ReadOnlySpan<char> value) => value.IsEmpty || IsName(value);

    internal static void Require(string key, string value)
    {
        if (!IsKey(key))
        {
            throw Invalid($"'{key}' cannot be the key of a Kubernetes label.", key);
        }

        if (value is null || !IsValue(value))
        {
            throw Invalid($"'{value}' cannot be the value of the Kubernetes label '{key}'.", key + "=" + value);
        }
    }

    internal static MeshException Twice(string key) => new(
        MeshErrorId.LabelDuplicate, MeshErrorKind.InvalidArgument, $"The label '{key}' is given twice.", "Give each label key once.", key);

    private static MeshException Invalid(string message, string target) => new(
        MeshErrorId.LabelInvalid,
        MeshErrorKind.InvalidArgument,
        message,
        "Use at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or a digit, as in version=v3.",
        target);

    private static bool IsName(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= Longest && Alphanumeric.Contains(text[0]) && Alphanumeric.Contains(text[^1])
        && text.IndexOfAnyExcept(Inner) < 0;
}
