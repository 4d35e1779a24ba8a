namespace MeshFederation.Clusters.Tests.Server.Access;

/// <summary>Who asks. Members of <see cref="Masters"/> may do everything.</summary>
public sealed record TestUser(string Name, params string[] Groups)
{
    /// <summary>The group of administrators.</summary>
    public const string Masters = "system:masters";

    /// <summary>Who shows nothing.</summary>
    public static readonly TestUser Anonymous = new("system:anonymous", "system:unauthenticated");

    /// <summary>Whether the user may do everything.</summary>
    public bool IsMaster => Groups.Contains(Masters);
}
