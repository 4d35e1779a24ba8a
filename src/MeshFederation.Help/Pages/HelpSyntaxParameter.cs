namespace MeshFederation.Help.Pages;

/// <summary>A parameter as a syntax line shows it.</summary>
/// <param name="Name">The name without dash.</param>
/// <param name="Type">The type between angle brackets; null for a switch and where the values are listed.</param>
/// <param name="Values">The values of <c>{A | B}</c>; empty where a type is shown.</param>
/// <param name="IsRequired">Whether it stands without square brackets.</param>
/// <param name="IsPositional">Whether the name can be left out.</param>
public sealed record HelpSyntaxParameter(string Name, string? Type, IReadOnlyList<string> Values, bool IsRequired, bool IsPositional)
{
    /// <summary>Whether it takes no value.</summary>
    public bool IsSwitch => Type is null && Values.Count == 0;
}
