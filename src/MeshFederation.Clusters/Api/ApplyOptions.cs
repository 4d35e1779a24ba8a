namespace MeshFederation.Clusters.Api;

/// <summary>How an object is applied.</summary>
/// <param name="DryRun">Whether the server only says what would come out.</param>
/// <param name="Force">Whether fields that other managers own are taken over.</param>
/// <param name="FieldManager">The name under which the server keeps what we own.</param>
public sealed record ApplyOptions(bool DryRun = false, bool Force = false, string FieldManager = ApplyOptions.OurFieldManager)
{
    /// <summary>The field manager of everything that this module writes.</summary>
    public const string OurFieldManager = "meshfederation";
}
