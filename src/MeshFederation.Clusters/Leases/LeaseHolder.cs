namespace MeshFederation.Clusters.Leases;

/// <summary>Who we are, for those who wait for us.</summary>
public static class LeaseHolder
{
    /// <summary>This process, as <c>alice@build-7/4711</c>.</summary>
    public static string Current { get; } =
        FormattableString.Invariant($"{Environment.UserName}@{Environment.MachineName}/{Environment.ProcessId}");
}
