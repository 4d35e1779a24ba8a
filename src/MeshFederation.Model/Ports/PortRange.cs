namespace MeshFederation.Model.Ports;

/// <summary>The numbers that a port can have.</summary>
internal static class PortRange
{
    /// <summary>The smallest number; 0 is no port.</summary>
    public const int Least = 1;

    /// <summary>The largest number.</summary>
    public const int Most = 65535;

    /// <summary>Whether a number can be a port.</summary>
    public static bool Has(long number) => number is >= Least and <= Most;
}
