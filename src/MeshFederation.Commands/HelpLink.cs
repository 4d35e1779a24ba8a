namespace MeshFederation.Commands;

/// <summary>Where the help pages are, for <c>Get-Help -Online</c>.</summary>
internal static class HelpLink
{
    public const string Base = "https://github.com/MeshFederation/MeshFederation/blob/main/docs/en-US/";
}
