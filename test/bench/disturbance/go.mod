module example.com/disturbance

go 1.23
