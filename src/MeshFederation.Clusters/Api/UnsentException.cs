namespace MeshFederation.Clusters.Api;

/// <summary>A write was not sent, since what allowed it had ended by the time at which the connection was there.</summary>
internal sealed class UnsentException : Exception
{
    public UnsentException()
        : base("The lease ended before the connection was there.")
    {
    }
}
