namespace MeshFederation.Help.Pages;

/// <summary>A related link.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Target">The address as the page has it: absolute, or the file of another page.</param>
public sealed record HelpLink(string Text, string Target)
{
    /// <summary>The address when it leads to the web, or null for another page of the same help.</summary>
    public Uri? Uri => System.Uri.TryCreate(Target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
