namespace MeshFederation.Help.Tests.Sample;

public enum SampleMode
{
    Auto,
    ClientSni,
}
